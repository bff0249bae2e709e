package iovatlas.importer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.LikelyCause;
import iovatlas.diagnostic.Mismatch;
import iovatlas.diagnostic.Verification;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.report.RealMachine.Comparison;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Files;
import java.util.stream.Stream;

/// The groups that published recordings of real machines lead to, against those that their kernels
/// made. Numbers are not compared, partitions are.
class RealMachinesTest {

    @TestFactory
    Stream<DynamicTest> groupsAreThoseOfTheKernelOrTheRecordingLacksSomethingNamed() {
        return each(RealMachinesTest::compare);
    }

    @TestFactory
    Stream<DynamicTest> whatIsAddedByHandMakesEveryDifferenceVanish() {
        return each(machine -> {
            Atlas atlas = machine.byHand().apply(machine.open());
            assertThat(differing(machine, atlas).differing()).as(machine.lacks()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> aSavedMachineHasTheSameGroups() {
        return each(machine -> {
            Atlas atlas = machine.open();
            Atlas saved = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
            assertThat(saved.topology()).isEqualTo(atlas.topology());
            assertThat(saved.boot()).isEqualTo(atlas.boot());
            assertThat(saved.observation()).isEqualTo(atlas.observation());
            assertThat(RealMachine.computed(saved)).isEqualTo(RealMachine.computed(atlas));
        });
    }

    private static void compare(RealMachine machine) throws ImportFailure {
        Atlas atlas = machine.open();
        Comparison comparison = differing(machine, atlas);
        if (machine.lacks().isEmpty()) {
            assertThat(comparison.differing()).isEmpty();
            return;
        }
        GroupTable table = Grouping.boot(atlas.topology(), atlas.boot());
        LikelyCause cause = new LikelyCause(table, atlas.observation());
        for (Mismatch mismatch : Verification.of(table, atlas.observation()).mismatches()) {
            assertThat(cause.of(mismatch))
                    .as(mismatch.toString())
                    .matches("(missing (bytes|table)|probe order|quirk unknown): .*");
        }
    }

    private static Comparison differing(RealMachine machine, Atlas atlas) throws ImportFailure {
        var computed = RealMachine.computed(atlas);
        var recorded = machine.recorded(atlas);
        computed.keySet().retainAll(recorded.keySet());
        return Comparison.of(recorded, computed);
    }

    /// A test of one machine.
    @FunctionalInterface
    private interface Check {
        void of(RealMachine machine) throws Exception;
    }

    private static Stream<DynamicTest> each(Check check) {
        return RealMachines.all().stream()
                .map(machine ->
                        DynamicTest.dynamicTest(
                                machine.name(),
                                () -> {
                                    assumeTrue(
                                            Files.isDirectory(RealMachine.DATA),
                                            "the published data are not beside the project");
                                    check.of(machine);
                                }));
    }
}
