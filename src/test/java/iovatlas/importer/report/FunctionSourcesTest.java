package iovatlas.importer.report;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.observation.ObservedFunction;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class FunctionSourcesTest {

    private static final String LISTING =
            """

            00:00.0 Host bridge [0600]: Intel Corporation Device [8086:3ec2] (rev 07)
            00:02.0 VGA compatible controller [0300]: Intel Corporation Device [8086:3e92]
            """;
    private static final String LOG =
            """
            [    0.000000] Linux version 6.1.0 (gcc) #1 SMP
            [    0.300000] pci 0000:00:00.0: [8086:3ec2] type 00 class 0x060000
            [    0.310000] pci 0000:00:02.0: [8086:3e91] type 00 class 0x030000
            """;

    private static Atlas machine() {
        Pieces pieces = new Pieces();
        pieces.addText("lspci.txt", LISTING.getBytes(StandardCharsets.UTF_8));
        pieces.addText("dmesg.txt", LOG.getBytes(StandardCharsets.UTF_8));
        return pieces.read(Progress.NONE);
    }

    @Test
    void saysWhichLineOfWhichPieceToldOfAFunction() {
        assertThat(machine().observation().functions())
                .extracting(ObservedFunction::source)
                .containsExactly("lspci.txt line 2", "lspci.txt line 3");
    }

    @Test
    void putsAConflictOfPiecesWithTheirNamesAmongTheProblems() {
        Atlas atlas = machine();
        assertThat(StandardRules.checker().check(atlas, atlas.run()).problems())
                .filteredOn(problem -> problem.rule().equals("INPUT_UNCERTAIN"))
                .extracting(Problem::text)
                .anySatisfy(text ->
                        assertThat(text)
                                .contains(
                                        "3e92 in the listing, 3e91 in the kernel log",
                                        "lspci.txt line 3",
                                        "dmesg.txt"));
    }
}
