package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Hand-moved places lie beside the document.
class LayoutFileTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));

    @Test
    void liesBesideTheDocument() {
        assertThat(LayoutFile.of(Path.of("a", "server.yaml")))
                .isEqualTo(Path.of("a", "server.layout.yaml"));
        assertThat(LayoutFile.of(Path.of("server"))).isEqualTo(Path.of("server.layout.yaml"));
    }

    @Test
    void isWrittenInOneOrder() {
        Layout layout =
                Layout.EMPTY
                        .with(NIC, new Spot(120, -40.5))
                        .with(new ElementId.OfIommu("smmu0"), new Spot(0.126, 3e8))
                        .with(new ElementId.OfSpace("c0"), new Spot(1, 2))
                        .without(new ElementId.OfSpace("c0"));
        assertThat(LayoutFile.text(layout))
                .isEqualTo(
                        """
                        format: 1
                        spots:
                          - {function: "0000:01:00.0", x: 120, y: -40.5}
                          - {iommu: smmu0, x: 0.13, y: 300000000}
                        """);
    }

    @Test
    void keepsThePlaceOfAMediatedDevice() {
        Layout layout = Layout.EMPTY.with(new ElementId.OfMediatedDevice("mdev0"), new Spot(40, 8));
        assertThat(LayoutFile.text(layout)).contains("- {mediated-device: mdev0, x: 40, y: 8}");
        assertThat(LayoutFile.read(LayoutFile.text(layout))).isEqualTo(layout);
    }

    @Test
    void comesBackAsItWasWritten() {
        RandomValues some = new RandomValues(1);
        for (int i = 0; i < 50; i++) {
            Layout layout =
                    new Layout(
                            Map.of(
                                    new ElementId.OfHostBridge(some.number(0, 0x10000), 255),
                                    spot(some),
                                    NIC,
                                    spot(some),
                                    new ElementId.OfPlatformDevice(some.name()),
                                    spot(some),
                                    new ElementId.OfIommu(some.name()),
                                    spot(some),
                                    new ElementId.OfMsiController(some.name()),
                                    spot(some),
                                    new ElementId.OfGroup(some.number(0, 999)),
                                    spot(some),
                                    new ElementId.OfOwner(some.name()),
                                    spot(some),
                                    new ElementId.OfSpace(some.name()),
                                    spot(some)));
            assertThat(LayoutFile.read(LayoutFile.text(layout))).isEqualTo(layout);
        }
        assertThat(LayoutFile.read(LayoutFile.text(Layout.EMPTY))).isEqualTo(Layout.EMPTY);
    }

    private static Spot spot(RandomValues some) {
        return new Spot(some.number(-100_000, 100_000) / 97.0, some.number(0, 9) / -3.0);
    }

    @Test
    void hasNoPlaceForWhatHasNoBox() {
        assertThatThrownBy(() -> Layout.EMPTY.with(new ElementId.OfStep(1), new Spot(0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Spot(Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {iommu: a, space: b, x: 1, y: 1} | A spot is the place of exactly one element.
                    {x: 1, y: 1}                     | A spot is the place of exactly one element.
                    {iommu: a, x: 1e9, y: 1}         | In the key "x": "1e9" is not a number such as 12.5.
                    {iommu: a, y: 1}                 | A spot needs the key "x".
                    {host-bridge: "00", x: 1, y: 1}  | "00" is not a host bridge such as 0000:00.
                    {nic: a, x: 1, y: 1}             | A spot has no key "nic"; known are host-bridge, function, platform-device, mediated-device, iommu, msi-controller, group, owner, space, x, y.
                    """)
    void saysWhatIsWrong(String spot, String sentence) {
        assertThatThrownBy(() -> LayoutFile.read("format: 1\nspots:\n  - " + spot + "\n"))
                .isInstanceOfSatisfying(
                        DocumentError.class,
                        error -> {
                            assertThat(error.sentence()).isEqualTo(sentence);
                            assertThat(error.line()).isEqualTo(3);
                        });
    }

    @Test
    void goesWhenNothingIsMovedAnyMore(@TempDir Path folder) throws IOException {
        Path document = folder.resolve("a.yaml");
        Layout layout = Layout.EMPTY.with(NIC, new Spot(1, 2));
        LayoutFile.write(document, layout);
        assertThat(LayoutFile.find(document)).contains(layout);
        LayoutFile.write(document, Layout.EMPTY);
        assertThat(LayoutFile.of(document)).doesNotExist();
        assertThat(LayoutFile.find(document)).isEmpty();
    }

    @Test
    void leavesAFileThatIsNoLayoutAlone(@TempDir Path folder) throws IOException {
        Path document = folder.resolve("a.yaml");
        Files.writeString(LayoutFile.of(document), "something else");
        LayoutFile.write(document, Layout.EMPTY);
        assertThat(LayoutFile.of(document)).hasContent("something else");
    }
}
