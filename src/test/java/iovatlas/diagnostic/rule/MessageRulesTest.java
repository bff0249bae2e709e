package iovatlas.diagnostic.rule;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Problem;
import iovatlas.document.DocumentReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Rules about messages and attaching: each speaks of what it is for and is silent before.
class MessageRulesTest {

    private static final String DEVICE_IDS = "  - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}\n";

    private static String sample(String name) throws IOException {
        return Files.readString(Path.of("sample-topologies", name + ".yaml"));
    }

    private static List<String> rulesOf(String text) {
        Atlas atlas = DocumentReader.read(text).atlas();
        return StandardRules.checker().check(atlas, atlas.run()).problems().stream()
                .map(Problem::rule)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MSI_NOT_ISOLATED    | arm-server-nic    | kind: its, base: 0x30080000 | kind: gicv2m, base: 0x30080000, first-spi: 96, spis: 64
                    DOORBELL_NOT_MAPPED | arm-server-nic    | {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000} | {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000, wired: 0x4000}
                    DIRECT_REGION       | hot-add-collides  | release: "6.1" | release: "7.3"
                    OBSERVED_DIFFERS    | real-arm-nested-switches | type: DMA | type: identity
                    """)
    void firesAfterASmallChangeAndNotBefore(String rule, String sample, String from, String to)
            throws IOException {
        String text = sample(sample);
        assertThat(text).contains(from);
        assertThat(rulesOf(text)).doesNotContain(rule);
        assertThat(rulesOf(text.replaceFirst(java.util.regex.Pattern.quote(from), to)))
                .contains(rule);
    }

    @Test
    void aMessageOfADeviceThatMayNotWriteIsLost() throws IOException {
        String text = sample("arm-server-nic");
        String fire = "  - {do: fire, device: nic0, index: msix, vector: 0}\n";
        assertThat(rulesOf(text)).doesNotContain("MSI_LOST");
        assertThat(
                        rulesOf(
                                text.replace(
                                        fire,
                                        "  - {do: write-config, device: nic0, bus-master: false}\n"
                                                + fire)))
                .containsExactly("MSI_LOST");
    }

    @Test
    void aMessageWithAnotherDevicesIdIsMisdelivered() throws IOException {
        String text = sample("arm-server-nic");
        assertThat(rulesOf(text)).doesNotContain("MSI_MISDELIVERED");
        assertThat(
                        rulesOf(
                                text.replace(
                                        DEVICE_IDS,
                                        "  - {msi: its0, rids: 0x0100-0x0100, to: 0x0100, wired:"
                                                + " 0x0200}\n"
                                                + DEVICE_IDS)))
                .contains("MSI_MISDELIVERED");
    }

    /// A host with one function behind each of several ITSs, all in one container.
    private static String manyItss(int count) {
        var text =
                new StringBuilder(
                        """
                        format: 1
                        title: many ITSs
                        kernel: {release: "6.12", arch: arm64, page-size: 64K}
                        functions:
                        """);
        var controllers = new StringBuilder("msi-controllers:\n");
        var maps = new StringBuilder("  - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}\n");
        var steps = new StringBuilder("steps:\n");
        for (int i = 0; i < count; i++) {
            int bus = i + 1;
            text.append(
                    "  - {at: \"0000:00:%02x.0\", kind: root-port, bus: \"%02x\", acs: {cap: 0x5f}}\n"
                            .formatted(bus, bus));
            text.append(
                    "  - {at: \"0000:%02x:00.0\", kind: endpoint, name: nic%d, msix: 4, driver: vfio-pci}\n"
                            .formatted(bus, i));
            controllers.append(
                    "  - {name: its%d, kind: its, base: 0x%x, id: 0x%x}\n"
                            .formatted(i, 0x4000_0000L + i * 0x4_0000L, i));
            maps.append(
                    "  - {msi: its%d, rids: 0x%02x00-0x%02xff, to: 0x%02x00}\n"
                            .formatted(i, bus, bus, bus));
            steps.append("  - {do: attach, device: nic%d, container: c0}\n".formatted(i));
            steps.append("  - {do: set-irqs, device: nic%d, index: msix, count: 1}\n".formatted(i));
        }
        return text
                + "iommus:\n  - {name: smmu0, kind: smmuv3}\n"
                + controllers
                + "id-maps:\n"
                + maps
                + "processes:\n  - {name: dpdk}\n"
                + "containers:\n  - {name: c0, owner: dpdk}\n"
                + steps;
    }

    @Test
    void theSeventeenthPageOf64KIsBehindTheWindow() {
        assertThat(rulesOf(manyItss(16))).doesNotContain("DOORBELL_WINDOW_OVERRUN");
        assertThat(rulesOf(manyItss(17))).contains("DOORBELL_WINDOW_OVERRUN");
    }
}
