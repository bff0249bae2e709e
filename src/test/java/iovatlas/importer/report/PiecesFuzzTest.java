package iovatlas.importer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentError;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A damaged text gives an atlas with notes or a refusal in words, and nothing else; and what was
/// read survives being saved.
class PiecesFuzzTest {

    private static final int DAMAGED = Integer.getInteger("iovatlas.texts", 150);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String TREE =
            """
            -[0000:00]-+-00.0
                       +-01.0-[01-02]----00.0
                       \\-06.0-[03]--+-00.0
                                    \\-00.1
            """;
    private static final String DUMP =
            """
            DMAR @ 0x0000000000000000
                0000: 44 4D 41 52 40 00 00 00 01 00 45 58 41 4D 50 4C  DMAR@.....EXAMPL
                0010: 45 20 20 20 20 20 20 20 01 00 00 00 45 58 41 4D  E       ....EXAM

            IOMMU Group 3:
            \t01:00.0 Ethernet controller [0200]: Intel Corporation Device [8086:1572] (rev 01)
            00: 86 80 72 15 07 04 10 00 01 00 00 02 10 00 80 00
            """;
    private static final String LETTERS = "0123456789abcdef:.-[] \t\u00a0zZ+";
    private static final String[] JUNK = {
        "ffffffff:ff:1f.7 PCI bridge [0604]: x [8086:ffff]",
        "\tBus: primary=00, secondary=00, subordinate=ff, sec-latency=0",
        "\tBus: primary=ff, secondary=ff, subordinate=00, sec-latency=0",
        "\tCapabilities: [1a0 v1] Single Root I/O Virtualization (SR-IOV)",
        "\t\tInitial VFs: 9999999, Total VFs: 9999999, Number of VFs: 9999999,",
        "\t\tVF offset: 65535, stride: 0, Device ID: ffff",
        "\t\tIOVCtl:\tEnable+",
        "\tCapabilities: [b0] MSI-X: Enable+ Count=99999 Masked-",
        "\t\tVector table: BAR=7 offset=fffffff8",
        "\tRegion 6: Memory at ffffffffffffffff (64-bit, non-prefetchable) [size=999999999T]",
        "IOMMU Group 999999999:",
        "pci 0000:00:01.0: PCI bridge to [bus ff-00]",
        "pci ffffffff:00:01.0: [8086:1234] type 99 class 0xffffff PCIe Root Port",
        "AMD-Vi: Interrupt remapping enabled",
        "arm-smmu-v3 arm-smmu-v3.0.auto: ias 99-bit, oas 1-bit (features 0xffffffff)",
        "DMAR: DRHD base: 0xffffffffffffffff flags: 0xff",
        "Linux version 999.999.999",
        "ff0: ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
    };

    @Test
    void anyDamagedTextIsReadOrRefused() {
        Random random = new Random(20251122);
        List<String> lines =
                (MachineTexts.LISTING + "\n" + TREE + "\n" + DUMP + "\n" + MachineTexts.LOG)
                        .lines()
                        .toList();
        assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    for (int i = 0; i < DAMAGED; i++) {
                        read(damaged(lines, random).getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    @Test
    void oneEndlessLineIsReadInBoundedTime() {
        assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    for (String part :
                            List.of("00:01.0 ", "[", "0000:", "+-", "-[", "\t", "group ", "00 ")) {
                        read(
                                (MachineTexts.LISTING + part.repeat(200_000))
                                        .getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    private static void read(byte[] text) throws DocumentError {
        Atlas atlas;
        try {
            atlas =
                    Inputs.open(
                                    Path.of("-"),
                                    List.of(),
                                    new ByteArrayInputStream(text),
                                    Progress.NONE)
                            .atlas();
        } catch (ImportFailure refused) {
            assertThat(refused.getMessage()).startsWith("standard input: ");
            return;
        }
        int groups =
                Grouping.boot(atlas.topology(), atlas.boot(), atlas.observation()).groups().size();
        Atlas saved = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
        assertThat(Grouping.boot(saved.topology(), saved.boot(), saved.observation()).groups())
                .hasSize(groups);
    }

    private static String damaged(List<String> lines, Random random) {
        List<String> result = new ArrayList<>(lines);
        int changes = 1 + random.nextInt(12);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(result.size());
            switch (random.nextInt(6)) {
                case 0 -> result.remove(at);
                case 1 -> result.add(at, result.get(random.nextInt(result.size())));
                case 2 -> result.set(at, cut(result.get(at), random));
                case 3 -> result.set(at, changed(result.get(at), random));
                case 4 -> result.add(at, JUNK[random.nextInt(JUNK.length)]);
                default -> result.set(at, result.get(at) + result.get((at + 1) % result.size()));
            }
        }
        return String.join("\n", result);
    }

    private static String cut(String line, Random random) {
        return line.isEmpty() ? line : line.substring(0, random.nextInt(line.length()));
    }

    private static String changed(String line, Random random) {
        if (line.isEmpty()) {
            return "\u0000";
        }
        char[] text = line.toCharArray();
        for (int i = 0; i < 3; i++) {
            text[random.nextInt(text.length)] = LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return new String(text);
    }
}
