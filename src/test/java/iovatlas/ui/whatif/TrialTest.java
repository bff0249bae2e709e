package iovatlas.ui.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.document.ChangeProperty;
import iovatlas.document.DocumentReader;
import iovatlas.edit.RemoveStep;
import iovatlas.edit.SetTitle;
import iovatlas.edit.machine.ReplaceDocument;
import iovatlas.edit.steps.AssignDevices;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class TrialTest {
    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final Trial trial = new Trial(session);

    private void moveRam(String base) {
        var owner = session.atlas().topology().owners().getFirst();
        var region = owner.memory().getFirst();
        var element = new ElementId.OfMemory(owner.name(), region.name());
        assertThat(session.apply(new ChangeProperty(element, "at", base))).isEmpty();
    }

    @Test
    void listsWhatTheKernelWouldDoOtherwise() {
        trial.begin();
        assertThat(trial.consequences()).isEmpty();
        session.apply(
                new ChangeProperty(
                        new ElementId.OfFunction(iovatlas.topology.PciAddress.parse("00:01.0")),
                        "acs",
                        ""));
        assertThat(trial.consequences())
                .extracting(Consequence::line)
                .contains("+ group: 00:01.0 01:00.0 together", "- group: 01:00.0 alone");
    }

    @Test
    void anEditThatChangesNothingIsToldFromNone() {
        trial.begin();
        assertThat(trial.isEdited()).isFalse();
        session.apply(new SetTitle("another title"));
        assertThat(trial.isEdited()).isTrue();
        assertThat(trial.consequences()).isEmpty();
    }

    @Test
    void listsPageTablesThatAreMadeLostOrSharedOtherwise() {
        session.apply(
                new ReplaceDocument(
                        "",
                        DocumentReader.read(
                                        Machines.GUEST_OVER_WINDOW
                                                .replace("functions:", CARD)
                                                .replace("\"6.12\"", "\"7.3\", iommufd: true")
                                                .replaceFirst("(?s)containers:.*", IOAS))
                                .atlas()));
        session.showStep(2);
        trial.begin();
        PciAddress second = PciAddress.parse("02:00.0");
        session.apply(new AssignDevices(List.of(second), "ioas0", "own"));
        assertThat(tables())
                .containsExactly(
                        "~ page table: own of ioas0 (smmu0): 01:00.0 alone"
                                + " \u2192 01:00.0 02:00.0 together");
        session.apply(new AssignDevices(List.of(second), "ioas0"));
        assertThat(tables()).containsExactly("+ page table: ioas0 smmu0 for 02:00.0 alone");
        session.apply(new RemoveStep(1));
        assertThat(tables())
                .containsExactlyInAnyOrder(
                        "+ page table: ioas0 smmu0 for 02:00.0 alone",
                        "- page table: own of ioas0 (smmu0) for 01:00.0 alone");
    }

    private List<String> tables() {
        return trial.consequences().stream()
                .filter(c -> c.topic().equals("page table"))
                .map(Consequence::line)
                .toList();
    }

    private static final String CARD =
            """
            functions:
              - {at: "0000:00:02.0", kind: root-port, bus: "02", acs: {cap: 0x5f}}
              - {at: "0000:02:00.0", kind: endpoint, name: nic1, driver: vfio-pci}\
            """;
    private static final String IOAS =
            """
            ioases:
              - {name: ioas0, owner: vm0, context: x}
            steps:
              - {do: alloc-hwpt, device: nic0, ioas: ioas0, hwpt: own}
              - {do: attach, device: nic0, ioas: ioas0, hwpt: own}
            """;

    @Test
    void droppingBringsTheDocumentBack() {
        Atlas before = session.atlas();
        trial.begin();
        moveRam("0x40000000");
        moveRam("0x80000000");
        assertThat(session.atlas()).isNotEqualTo(before);
        trial.drop();
        assertThat(session.atlas()).isEqualTo(before);
        assertThat(trial.baseProperty().get()).isNull();
    }

    @Test
    void droppingBringsBackWhatWasTakenBackMeanwhile() {
        moveRam("0x40000000");
        Layout placed = moved(5);
        session.place("Move", Optional.empty(), placed);
        Atlas before = session.atlas();
        trial.begin();
        session.undo();
        session.undo();
        trial.drop();
        assertThat(session.atlas()).isSameAs(before);
        assertThat(session.layout()).isEqualTo(placed);
        assertThat(session.undoTextProperty().get()).isEqualTo("Move");

        trial.begin();
        session.undo();
        session.undo();
        moveRam("0x90000000");
        trial.drop();
        assertThat(session.atlas()).isEqualTo(before);
        assertThat(session.layout()).isEqualTo(placed);
    }

    @Test
    void droppingTakesBackMovesInTheDrawingToo() {
        trial.begin();
        moveRam("0x40000000");
        session.place("Move", Optional.empty(), moved(7));
        trial.drop();
        assertThat(session.layout().isEmpty()).isTrue();
    }

    private static Layout moved(double x) {
        return Layout.EMPTY.with(Map.of(new ElementId.OfIommu("smmu0"), new Layout.Spot(x, 9)));
    }

    @Test
    void keepingLeavesTheEdits() {
        trial.begin();
        moveRam("0x40000000");
        Atlas tried = session.atlas();
        trial.keep();
        assertThat(session.atlas()).isEqualTo(tried);
        assertThat(trial.consequences()).isEmpty();
    }
}
