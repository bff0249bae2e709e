package iovatlas.diagram.topology;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.Timeline;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// Many that are alike are one box with a count, with all that hangs below them.
class SiblingsTest {
    private static final int PORTS = 6;

    private static Atlas atlas() {
        StringBuilder text =
                new StringBuilder(
                        """
                        format: 1
                        kernel: {release: "6.12", arch: arm64, firmware: acpi}
                        functions:
                        """);
        for (int i = 1; i <= PORTS; i++) {
            text.append(
                    """
                      - {at: "0000:00:%02x.0", kind: root-port, bus: "%02x", acs: {cap: 0x5f}}
                      - {at: "0000:%02x:00.0", kind: endpoint, id: "8086:1572", name: nic%d, msix: 8, driver: i40e}
                    """
                            .formatted(i, i, i, i));
        }
        text.append(
                """
                iommus:
                  - {name: smmu0, kind: smmuv3}
                id-maps:
                  - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
                """);
        return DocumentReader.read(text.toString()).atlas();
    }

    private static List<String> texts(TopologyOptions options) {
        Atlas atlas = atlas();
        Timeline timeline = atlas.run();
        return TopologyDiagram.draw(atlas, timeline, 0, options, DrawingStyle.pixels())
                .shapes()
                .stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    private static ElementId at(String address) {
        return new ElementId.OfFunction(PciAddress.parse(address));
    }

    @Test
    void portsWithTheSameCardBelowAreOne() {
        assertThat(texts(TopologyOptions.PLAIN))
                .contains("00:01.0 \u2026 00:06.0", "6 \u00d7 root port")
                .contains("01:00.0 \u2026 06:00.0", "6 \u00d7 8086:1572  MSI-X 8")
                .contains("groups 0\u20135 \u2014 one each", "groups 6\u201311 \u2014 one each")
                .doesNotContain("02:00.0");
    }

    @Test
    void whatIsSelectedStandsByItself() {
        assertThat(texts(TopologyOptions.PLAIN.withSelection(at("03:00.0"))))
                .contains("00:03.0", "03:00.0", "5 \u00d7 root port")
                .anyMatch(text -> text.startsWith("groups 0, 1 \u2026 5 \u2014 one"));
    }

    @Test
    void canBeShownOneByOne() {
        ElementId first = at("00:01.0");
        assertThat(texts(TopologyOptions.PLAIN.withExpanded(Set.of(first)))).contains("04:00.0");
        Atlas atlas = atlas();
        var state = atlas.run().state(0);
        assertThat(TopologyDiagram.isStack(atlas, state, TopologyOptions.PLAIN, first)).isTrue();
        assertThat(TopologyDiagram.isStack(atlas, state, TopologyOptions.PLAIN, at("00:02.0")))
                .isFalse();
    }
}
