package iovatlas.diagnostic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.recorded.Sighting.Standing;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;

class RecordedPathTest {

    private static final PciAddress DISK = PciAddress.parse("0000:02:00.0");

    private static final String MACHINE =
            """
            format: 1
            kernel: {release: "7.3", arch: arm64, firmware: acpi, page-size: 4K}
            host-bridges:
              - {segment: "0000", buses: "00-ff"}
            functions:
              - {at: "0000:00:04.0", kind: root-port, bus: "02", acs: {cap: 0x5f}}
              - {at: "0000:02:00.0", kind: endpoint, id: "1b36:0010", class: 0x010802, msix: 65, driver: nvme}
            iommus:
              - {name: smmu0, kind: smmuv3, base: 0x09050000}
            msi-controllers:
              - {name: its0, kind: its, base: 0x08080000}
            id-maps:
              - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
              - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}
            containers:
              - {name: c0}
            steps:
              - {do: unbind, device: "0000:02:00.0"}
              - {do: bind, device: "0000:02:00.0", driver: vfio-pci}
              - {do: attach, device: "0000:02:00.0", container: c0}
              - {do: set-irqs, device: "0000:02:00.0", index: msix, count: 2}
            observed:
              functions:
                - {at: "0000:02:00.0", driver: nvme, msix: true, irqs: [54, 60, 61]}
              interrupts:
                - {irq: 60, chip: "ITS-PCI-MSIX-0000:02:00.0", hwirq: "1", action: nvme0q1, count: 7}
              irqs:
                - {irq: 60, device: "0000:02:00.0", affinity: "0-1", effective: "1", address: 0xffffe040, data: DATA, levels: [{domain: "ITS-PCI-MSIX-0000:02:00.0-11", hwirq: 0x1, chip: "ITS-PCI-MSIX-0000:02:00.0"}, {domain: irqchip@0x0000000008080000-5, hwirq: 0x2093, chip: ITS}, {domain: irqchip@0x0000000008000000-1, hwirq: 0x2093, chip: GICv3}]}
              irq-domains:
                - {name: irqchip@0x0000000008080000-5, flags: 0x923}
            """;

    private static RecordedPath at(String data, int step) {
        Atlas atlas = DocumentReader.read(MACHINE.replace("DATA", data)).atlas();
        KernelState state = atlas.run().state(step);
        MsiPath path = MsiTracer.trace(state, DISK, IrqIndex.MSIX, 1);
        return RecordedPath.of(atlas.observation(), atlas.run().state(0), path);
    }

    private static List<String> lines(RecordedPath path, Kind kind) {
        return path.at(List.of(Kind.values()).indexOf(kind)).stream().map(Sighting::text).toList();
    }

    @Test
    void whatTheRulesDetermineIsComparedAndTheRestOnlyShown() {
        RecordedPath path = at("0x1", 0);
        assertThat(path.compared()).isTrue();
        assertThat(path.differences()).isZero();
        assertThat(lines(path, Kind.MESSAGE))
                .as("the page was allocated, its number is no rule's")
                .containsExactly("seen address 0xffffe040", "= data 0x1");
        assertThat(lines(path, Kind.CONTROLLER)).contains("= base 0x08080000", "= isolated yes");
        assertThat(lines(path, Kind.INTERRUPT))
                .contains("seen IRQ 60", "seen INTID 8339", "seen CPU 1");
        assertThat(lines(path, Kind.EVENTFD)).contains("seen action nvme0q1", "seen count 7");
        assertThat(lines(path, Kind.FUNCTION))
                .containsExactly("= driver nvme", "seen state MSI-X on", "seen IRQs 54 60-61");
    }

    @Test
    void anEventNumberThatNoRuleGivesIsADifference() {
        RecordedPath path = at("0x7", 0);
        assertThat(path.differences()).isEqualTo(1);
        assertThat(lines(path, Kind.MESSAGE)).contains("\u2260 data 0x7 (computed 0x1)");
    }

    @Test
    void nothingIsComparedOnceTheScenarioHasChangedThePath() {
        RecordedPath path = at("0x7", 4);
        assertThat(path.compared()).isFalse();
        assertThat(path.differences()).isZero();
        assertThat(path.hops())
                .allSatisfy(hop ->
                        assertThat(hop).allMatch(s -> s.standing() == Standing.OBSERVED_ONLY));
        assertThat(path.isEmpty()).isFalse();
    }

    @Test
    void vectorOfOneDomainForAllFunctionsIsFoundByItsRequester() {
        Atlas atlas =
                DocumentReader.read(
                                MACHINE.replace("DATA", "0x1")
                                        .replace(
                                                "ITS-PCI-MSIX-0000:02:00.0\", hwirq: \"1\"",
                                                "ITS-MSI\", hwirq: \"1048577\""))
                        .atlas();
        assertThat(RecordedVector.of(atlas.observation(), DISK, IrqIndex.MSIX, 1).line())
                .isNotNull();
        assertThat(RecordedVector.of(atlas.observation(), DISK, IrqIndex.MSIX, 0).line()).isNull();
    }
}
