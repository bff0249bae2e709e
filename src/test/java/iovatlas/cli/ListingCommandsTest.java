package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.importer.report.MachineTexts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Commands on texts of `lspci` and `dmesg` instead of snapshots.
class ListingCommandsTest {

    private static final String MACHINE = MachineTexts.LISTING + "\n" + MachineTexts.LOG;

    @TempDir private Path folder;

    @Test
    void groupsOfAListingArePrinted() {
        CommandRun run = CommandRun.fed(MACHINE, "groups", "-");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("0000:03:00.0  legacy-endpoint").contains("0000:01:02.1");
        CommandRun observed = CommandRun.fed(MachineTexts.LISTING, "groups", "-", "--observed");
        assertThat(observed.out()).contains("group 5").contains("0000:01:02.1");
    }

    @Test
    void verifyAgreesWithAListingWhoseGroupsAreRight() {
        CommandRun run = CommandRun.fed(MACHINE, "verify", "-");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("the model agrees");
    }

    @Test
    void verifyNamesTheOverrideThatMadeAGroupSmaller() throws IOException {
        String patched =
                MACHINE.replace(
                                "ro intel_iommu=on",
                                "ro pcie_acs_override=downstream,multifunction")
                        .replaceFirst("(?s)(Audio device.*?IOMMU group:) 2", "$1 7")
                        .replace(
                                "03:00.1: Adding to iommu group 2",
                                "03:00.1: Adding to iommu group 7");
        CommandRun run = CommandRun.fed(patched, "verify", "-", "--json");
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.complaintsOf("verify.schema.json")).isEmpty();
        assertThat(run.json().at("/inputs/0/differences/0/cause").asString())
                .startsWith("override: the kernel was started with pcie_acs_override=downstream");
    }

    @Test
    void verifyNamesWhatTheRecordingLacks() {
        CommandRun run = CommandRun.fed(MachineTexts.LOG, "verify", "-");
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.out())
                .contains("likely missing bytes: the ACS capability of 0000:00:01.0 is not in the");
        CommandRun plain =
                CommandRun.fed(
                        """
                        IOMMU Group 1:
                        \t00:01.0 PCI bridge [0604]: Intel Corporation x [8086:1]
                        \t01:00.0 Ethernet controller [0200]: x [8086:1572]
                        """,
                        "verify",
                        "-");
        assertThat(plain.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(plain.out()).contains("nothing tells the buses below");
    }

    @Test
    void verifyNamesAQuirkThatNobodyKnows() {
        String merged = MACHINE.replaceFirst("(?s)(01:00.0 Ether.*?IOMMU group:) 3", "$1 1");
        CommandRun run = CommandRun.fed(merged, "verify", "-");
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.out()).contains("likely quirk unknown");
    }

    @Test
    void piecesInSeveralFilesBecomeOneDocument() throws IOException {
        Path listing = Files.writeString(folder.resolve("a"), MachineTexts.LISTING);
        Path log = Files.writeString(folder.resolve("b"), MachineTexts.LOG);
        Path document = folder.resolve("machine.yaml");
        assertThat(
                        CommandRun.of(
                                        "import",
                                        listing.toString(),
                                        log.toString(),
                                        "-o",
                                        document.toString())
                                .code())
                .isZero();
        assertThat(CommandRun.of("verify", document.toString()).code()).isZero();
        assertThat(CommandRun.of("verify", listing.toString(), "--overlay", log.toString()).code())
                .isZero();
        assertThat(CommandRun.of("check", listing.toString()).code())
                .isIn(ExitCode.FINE, ExitCode.PROBLEMS);
    }

    @Test
    void aFolderOfPiecesIsOneMachine() throws IOException {
        Path machine = Files.createDirectory(folder.resolve("machine"));
        Files.writeString(machine.resolve("one"), MachineTexts.LISTING);
        Files.writeString(machine.resolve("two"), MachineTexts.LOG);
        Files.writeString(machine.resolve("three"), "a letter\n");
        CommandRun run = CommandRun.of("verify", machine.toString());
        assertThat(run.code()).isZero();
        assertThat(CommandRun.of("import", machine.toString(), "-o", "-").err())
                .contains("three: passed over, this is a text");
    }
}
