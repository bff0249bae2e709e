package iovatlas.edit;

import static iovatlas.edit.EditedAtlas.DISK;
import static iovatlas.edit.EditedAtlas.NIC;
import static iovatlas.edit.EditedAtlas.START;
import static iovatlas.edit.EditedAtlas.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Waiver;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.Architecture;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/// What each edit changes, and what it refuses.
class EditTest {
    private static void refuses(Edit edit, String reason) {
        assertThat(edit.refusal(START)).hasValueSatisfying(r -> assertThat(r).contains(reason));
        assertThatThrownBy(() -> edit.apply(START)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> words(Atlas atlas) {
        return atlas.steps().stream().map(step -> step.action().word()).toList();
    }

    @Test
    void leavesTheOldValueAsItWas() {
        Random random = new Random(2);
        int before = START.hashCode();
        for (int i = 0; i < 200; i++) {
            EditedAtlas.randomEdit(START, random).ifPresent(edit -> edit.apply(START));
        }
        assertThat(START.hashCode()).isEqualTo(before);
    }

    @Test
    void setsTitleAndNotes() {
        Atlas changed = new SetNotes(List.of("a", "b")).apply(new SetTitle("x").apply(START));
        assertThat(changed.title()).isEqualTo("x");
        assertThat(changed.notes()).containsExactly("a", "b");
        refuses(new SetTitle("a\nb"), "one line");
    }

    @Test
    void renamesAFunctionAndLeavesTheStepsAlone() {
        Atlas changed = new RenameFunction(NIC, "eth0").apply(START);
        assertThat(changed.topology().functionNamed("eth0").map(PciFunction::at)).hasValue(NIC);
        assertThat(changed.steps()).isEqualTo(START.steps());
        assertThat(new RenameFunction(NIC, "nic0").apply(changed)).isEqualTo(START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nic0", "00:01.0", "0000:00:01.0", " a", "a\tb"})
    void refusesANameThatWouldNotBeOne(String name) {
        assertThat(new RenameFunction(DISK, name).refusal(START)).isPresent();
    }

    @Test
    void changesAFunctionButNotItsAddress() {
        PciFunction nic = START.topology().function(NIC).orElseThrow();
        Atlas changed = new ChangeFunction(NIC, nic.withDriver("vfio-pci")).apply(START);
        assertThat(changed.topology().function(NIC).orElseThrow().driver()).isEqualTo("vfio-pci");
        assertThat(changed.topology().functions()).hasSize(2);
        refuses(new ChangeFunction(NIC, nic.withAt(DISK)), "cannot become");
        PciAddress nowhere = PciAddress.parse("05:00.0");
        refuses(
                new ChangeFunction(nowhere, PciFunction.of(nowhere, FunctionKind.ENDPOINT)),
                "no function");
    }

    @Test
    void letsUnstatedFactsFollowTheRelease() {
        assertThat(START.boot().iommufd().value()).isFalse();
        Atlas changed = new SetKernelRelease(KernelRelease.V6_12).apply(START);
        assertThat(changed.boot().release()).isEqualTo(Fact.given(KernelRelease.V6_12));
        assertThat(changed.boot().iommufd()).isEqualTo(Fact.standard(true));
        refuses(new SetKernelRelease(KernelRelease.of(4, 4)), "before 4.9");
    }

    @Test
    void keepsStatedFactsUnderAnotherRelease() {
        BootFacts usual = BootFacts.standard(KernelRelease.V6_1, Architecture.ARM64);
        BootFacts logged =
                new BootFacts(
                        usual.release(),
                        usual.architecture(),
                        usual.firmware(),
                        usual.iommuOn(),
                        usual.defaultDomain(),
                        usual.interruptRemapping(),
                        usual.pageSize(),
                        usual.virtualAddressBits(),
                        Fact.of(false, Provenance.LOG),
                        usual.groupInterface(),
                        usual.dmaEntryLimit(),
                        usual.unsafeInterrupts(),
                        usual.iommufdUnsafeInterrupts(),
                        usual.noIommuMode(),
                        usual.commandLine());
        Atlas changed = new SetBootFacts("iommufd", logged).apply(START);
        assertThat(changed.boot()).isEqualTo(logged);
        assertThat(new SetKernelRelease(KernelRelease.V7_3).apply(changed).boot().iommufd())
                .isEqualTo(Fact.of(false, Provenance.LOG));
    }

    @Test
    void addsMovesAndRemovesSteps() {
        Atlas added = new AddStep(4, ScenarioStep.of(new Step.Unbind(NIC))).apply(START);
        assertThat(words(added)).containsExactly("attach", "map", "detach", "unbind");
        Atlas moved = new MoveStep(4, 1).apply(added);
        assertThat(words(moved)).containsExactly("unbind", "attach", "map", "detach");
        assertThat(words(new MoveStep(1, 3).apply(moved)))
                .containsExactly("attach", "map", "unbind", "detach");
        assertThat(new RemoveStep(1).apply(moved)).isEqualTo(START);
        refuses(new AddStep(5, ScenarioStep.of(new Step.Unbind(NIC))), "no step 5");
        refuses(new RemoveStep(0), "no step 0");
        refuses(new MoveStep(1, 4), "no step 4");
        refuses(new ToggleStep(4), "no step 4");
        refuses(new ReplaceStep(4, START.steps().getFirst()), "no step 4");
    }

    @Test
    void replacesAndTogglesAStep() {
        Atlas off = new ToggleStep(2).apply(START);
        assertThat(off.steps().get(1).enabled()).isFalse();
        assertThat(new ToggleStep(2).apply(off)).isEqualTo(START);
        Atlas replaced = new ReplaceStep(2, ScenarioStep.of(new Step.Unbind(DISK))).apply(START);
        assertThat(words(replaced)).containsExactly("attach", "unbind", "detach");
    }

    @Test
    void choosesADesign() {
        assertThat(new SetDesign("D21").apply(START).design()).isEqualTo("D21");
        assertThat(new SetDesign(null).apply(START).design()).isNull();
        refuses(new SetDesign("D22"), "D22");
        refuses(new SetDesign("x"), "x");
    }

    @Test
    void changesMemoryThatNoStepNeeds() {
        Atlas changed =
                new ChangeMemory("vm0", List.of(region("ram", 0), region("rom", 9))).apply(START);
        assertThat(changed.topology().owner("vm0").orElseThrow().memory()).hasSize(2);
        refuses(new ChangeMemory("vm0", List.of()), "A step maps");
        refuses(
                new ChangeMemory("vm0", List.of(region("ram", 0), region("heap", 0))),
                "two memory");
        refuses(new ChangeMemory("vm9", List.of()), "vm9");
        assertThat(new ChangeMemory("dpdk", List.of()).apply(START).topology().memory("heap"))
                .isEmpty();
    }

    @Test
    void acceptsAProblemAndTakesItBack() {
        Waiver waiver = new Waiver("GROUP_NOT_ISOLATED", "group 6", "a lab machine");
        Atlas accepted = new AddWaiver(waiver).apply(START);
        assertThat(accepted.waivers()).containsExactly(waiver);
        assertThat(new AddWaiver(waiver).refusal(accepted)).isPresent();
        assertThat(new RemoveWaiver(waiver).apply(accepted)).isEqualTo(START);
        refuses(new RemoveWaiver(waiver), "not accepted");
    }

    @Test
    void describesItselfForTheMenu() {
        assertThat(new RenameFunction(NIC, "x").description()).isEqualTo("Rename 01:00.0");
        assertThat(new SetDesign(null).description()).isEqualTo("Set Design as the Kernel Does");
    }
}
