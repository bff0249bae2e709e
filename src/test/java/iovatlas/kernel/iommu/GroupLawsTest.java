package iovatlas.kernel.iommu;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.AcsCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/// What holds for the groups of every machine.
class GroupLawsTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFunctionIsInExactlyOneGroup(long seed) {
        List<PciFunction> functions = RandomMachine.functions(new Random(seed));
        GroupTable table = Groups.of(RandomMachine.of(functions));
        List<PciAddress> members =
                table.groups().stream().flatMap(g -> g.members().stream()).toList();
        assertThat(members)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        functions.stream().map(PciFunction::at).toList());
        for (IommuGroup group : table.groups()) {
            assertThat(group.members())
                    .allSatisfy(at -> assertThat(table.groupOf(at)).hasValue(group));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addingAcsToAPathNeverMergesGroups(long seed) {
        Random random = new Random(seed);
        List<PciFunction> functions = RandomMachine.functions(random);
        GroupTable before = Groups.of(RandomMachine.of(functions));
        List<PciFunction> isolated = new ArrayList<>();
        for (PciFunction function : functions) {
            boolean changes = function.kind().isPcie() && random.nextInt(3) == 0;
            isolated.add(
                    changes
                            ? function.withCapabilities(
                                    function.capabilities().withAcs(new AcsCapability(0x1f, 0x1d)))
                            : function);
        }
        GroupTable after = Groups.of(RandomMachine.of(isolated));
        for (IommuGroup group : after.groups()) {
            Set<Integer> numbers = new HashSet<>();
            group.members().forEach(at -> numbers.add(number(before, at)));
            assertThat(numbers).as("group of " + group.members()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void removingAnUnrelatedSlotOfTheRootBusChangesNothingElse(long seed) {
        Random random = new Random(seed);
        List<PciFunction> functions = RandomMachine.functions(random);
        GroupTable before = Groups.of(RandomMachine.of(functions));
        int slot = random.nextInt(6);
        Set<PciAddress> gone = new HashSet<>();
        for (var node : before.tree().nodes()) {
            var top = node;
            for (var bridge = node.bridge(); bridge != null; bridge = bridge.bridge()) {
                top = bridge;
            }
            if (top.at().device() == slot) {
                gone.add(node.at());
            }
        }
        GroupTable after =
                Groups.of(
                        RandomMachine.of(
                                functions.stream().filter(f -> !gone.contains(f.at())).toList()));
        List<List<PciAddress>> expected =
                before.groups().stream()
                        .map(IommuGroup::members)
                        .filter(members -> members.stream().noneMatch(gone::contains))
                        .toList();
        assertThat(after.groups().stream().map(IommuGroup::members)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chainsLeadFromOneMemberToTheOther(long seed) {
        GroupTable table = Groups.of(RandomMachine.of(RandomMachine.functions(new Random(seed))));
        for (IommuGroup group : table.groups()) {
            PciAddress first = group.members().getFirst();
            PciAddress last = group.members().getLast();
            if (first.equals(last)) {
                continue;
            }
            Set<PciAddress> touched = new HashSet<>();
            for (JoinLink link : LinkChain.between(table.state().links(), first, last)) {
                touched.add(link.joined());
                assertThat(link.through()).isNotNull();
                touched.add(link.through());
                assertThat(link.reasons()).isNotEmpty();
            }
            assertThat(touched).contains(first, last).isSubsetOf(group.members());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void removingAndAddingAFunctionWithoutCompanyRestoresTheGroups(long seed) {
        List<PciFunction> functions = RandomMachine.functions(new Random(seed));
        GroupTable table = Groups.of(RandomMachine.of(functions));
        for (IommuGroup group : table.groups()) {
            PciFunction function = table.tree().function(group.members().getFirst()).orElseThrow();
            if (group.members().size() == 1 && !function.kind().isBridge()) {
                GroupTable again = table.hotRemove(function.at()).hotAdd(function);
                assertThat(again.groups()).isEqualTo(table.groups());
                return;
            }
        }
    }

    private static int number(GroupTable table, PciAddress at) {
        return table.groupOf(at).orElseThrow().number();
    }
}
