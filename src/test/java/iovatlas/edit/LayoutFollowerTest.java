package iovatlas.edit;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.document.DocumentReader;
import iovatlas.edit.machine.RemoveElements;
import iovatlas.edit.machine.RenameElement;
import iovatlas.edit.part.Part;
import iovatlas.edit.part.Wish;
import iovatlas.edit.pci.MoveFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hand-made places stay with what they were made for.
class LayoutFollowerTest {
    private static final Spot HERE = new Spot(100, 200);
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
    private static final ElementId SMMU = new ElementId.OfIommu("smmu0");
    private static final ElementId LATER = new ElementId.OfFunction(PciAddress.parse("05:00.0"));

    private final Atlas atlas =
            DocumentReader.read(
                            """
                            format: 1
                            kernel: {release: "6.12"}
                            functions:
                              - {at: "0000:00:01.0", kind: root-port, bus: "01"}
                              - {at: "0000:01:00.0", kind: endpoint, name: nic0}
                            iommus:
                              - {name: smmu0, kind: smmuv3}
                            id-maps:
                              - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
                            """)
                    .atlas();
    private final EditHistory history =
            new EditHistory(atlas, new Layout(Map.of(NIC, HERE, SMMU, HERE, LATER, HERE)));

    @Test
    void followARename() {
        history.apply(new RenameElement(SMMU, "iommu7"));
        assertThat(history.layout().spots())
                .containsOnlyKeys(NIC, LATER, new ElementId.OfIommu("iommu7"));
        history.undo();
        assertThat(history.layout().spots()).containsOnlyKeys(NIC, LATER, SMMU);
    }

    @Test
    void goWithWhatIsRemovedAndComeBackWithIt() {
        history.apply(new RemoveElements(List.of(NIC)));
        assertThat(history.layout().spots()).containsOnlyKeys(SMMU, LATER);
        history.undo();
        assertThat(history.layout().spot(NIC)).contains(HERE);
        assertThat(history.isDirty()).isFalse();
    }

    @Test
    void followFunctionsWithoutNamesThroughNewBusNumbers() {
        Atlas unnamed =
                DocumentReader.read(
                                """
                                format: 1
                                kernel: {release: "6.12"}
                                host-bridges:
                                  - {segment: "0000", buses: "00-05"}
                                functions:
                                  - {at: "0000:00:02.0", kind: root-port, bus: "01-05"}
                                  - {at: "0000:01:00.0", kind: switch-upstream, bus: "02-05"}
                                  - {at: "0000:02:00.0", kind: switch-downstream, bus: "03"}
                                  - {at: "0000:02:01.0", kind: switch-downstream, bus: "04"}
                                  - {at: "0000:04:00.0", kind: endpoint}
                                """)
                        .atlas();
        ElementId card = function("04:00.0");
        var edits =
                new EditHistory(unnamed, new Layout(Map.of(card, HERE, function("02:01.0"), HERE)));
        ElementId host = new ElementId.OfHostBridge(0, 0);
        edits.apply(Part.ROOT_PORT.edit(new Wish(host, 1, null, null, "", 0, null)));
        assertThat(edits.current().topology().function(PciAddress.parse("05:00.0"))).isPresent();
        assertThat(edits.layout().spots())
                .containsOnlyKeys(function("05:00.0"), function("03:01.0"));
        edits.apply(
                new MoveFunctions(
                        List.of(PciAddress.parse("05:00.0")), Seat.on(function("03:00.0"))));
        assertThat(edits.layout().spots())
                .containsOnlyKeys(function("04:00.0"), function("03:01.0"));
        edits.undo();
        edits.undo();
        assertThat(edits.layout().spots()).containsOnlyKeys(card, function("02:01.0"));
    }

    private static ElementId function(String at) {
        return new ElementId.OfFunction(PciAddress.parse(at));
    }

    @Test
    void areChangesThatCanBeTakenBack() {
        history.place("Move nic0", Optional.empty(), history.layout().with(NIC, new Spot(1, 2)));
        history.place("Nothing", Optional.empty(), history.layout());
        assertThat(history.isDirty()).isTrue();
        assertThat(history.undoText()).contains("Move nic0");
        history.undo();
        assertThat(history.layout().spot(NIC)).contains(HERE);
        assertThat(history.current()).isSameAs(atlas);
    }

    @Test
    void movesOfOneGestureAreOneChange() {
        for (int i = 0; i < 5; i++) {
            Layout next = history.layout().with(NIC, new Spot(i, i));
            history.place("Move nic0", Optional.of("nudge"), next);
        }
        history.undo();
        assertThat(history.canUndo()).isFalse();
    }
}
