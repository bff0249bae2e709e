package iovatlas.ui.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.atlas.Layout;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.layout.Area;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.canvas.HitTest;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.topology.TopologyViewModel;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Boxes go where a hand moves them, and so does what belongs to them.
class HandMovesTest {
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("01:00.0"));
    private static final ElementId PORT = new ElementId.OfFunction(PciAddress.parse("00:01.0"));
    private static final ElementId SMMU = new ElementId.OfIommu("smmu0");
    private static final ElementId GUEST = new ElementId.OfOwner("vm0");
    private static final ElementId SPACE = new ElementId.OfSpace("c0");
    private static final ElementId GROUP = new ElementId.OfGroup(1);

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final TopologyViewModel model =
            new TopologyViewModel(session, new SameThreadExecutor());

    private Drawing drawing() {
        return model.drawing().get();
    }

    private Area box(ElementId id) {
        var box = HitTest.boxOf(drawing(), id).orElseThrow();
        return new Area(box.x(), box.y(), box.width(), box.height());
    }

    private void move(ElementId id, double dx, double dy) {
        var moves = new HandMoves(session.computed(), drawing(), session.layout());
        session.place("Move", Optional.empty(), moves.moved(List.of(id), dx, dy));
    }

    @Test
    void movesABoxAndNothingElseOfTheTree() {
        Area nic = box(NIC);
        Area port = box(PORT);
        move(NIC, 20, 130);
        assertThat(box(NIC)).isEqualTo(nic.movedBy(20, 130));
        assertThat(box(PORT)).isEqualTo(port);
        assertThat(box(GROUP).contains(box(NIC))).isTrue();
    }

    @Test
    void takesAlongWhatHangsBelowAlsoWhenItHadAPlaceOfItsOwn() {
        move(NIC, 30, 60);
        Area nic = box(NIC);
        move(PORT, 15, 100);
        assertThat(box(NIC)).isEqualTo(nic.movedBy(15, 100));
        session.undo();
        session.undo();
        move(PORT, 15, 100);
        assertThat(session.layout().spots()).containsOnlyKeys(PORT);
        assertThat(box(NIC).y()).isGreaterThan(nic.y());
    }

    @Test
    void hullStandsForItsMembersAndContainerForItsOwner() {
        Area nic = box(NIC);
        move(GROUP, 0, 80);
        assertThat(box(NIC)).isEqualTo(nic.movedBy(0, 80));
        Area guest = box(GUEST);
        move(SPACE, 40, 10);
        assertThat(box(GUEST)).isEqualTo(guest.movedBy(40, 10));
    }

    @Test
    void neverLeavesTheDrawing() {
        move(NIC, -5000, -5000);
        move(SMMU, -5000, 5000);
        for (ElementId id : List.of(NIC, SMMU, GROUP)) {
            Area area = box(id);
            assertThat(area.x()).isNotNegative();
            assertThat(area.y()).isNotNegative();
            assertThat(area.right()).isLessThanOrEqualTo(drawing().width());
            assertThat(area.bottom()).isLessThanOrEqualTo(drawing().height());
        }
    }

    @Test
    void aMoveIsOneChangeThatCanBeTakenBack() {
        Drawing before = drawing();
        move(NIC, 20, 130);
        assertThat(session.undoTextProperty().get()).isEqualTo("Move");
        assertThat(session.dirtyProperty().get()).isTrue();
        Drawing after = drawing();
        session.undo();
        assertThat(drawing()).isEqualTo(before);
        assertThat(session.dirtyProperty().get()).isFalse();
        session.redo();
        assertThat(drawing()).isEqualTo(after);
    }

    @Test
    void bringsBoxesIntoLine() {
        var moves = new HandMoves(session.computed(), drawing(), Layout.EMPTY);
        List<ElementId> all = List.of(NIC, SMMU, GUEST);
        List<Double> across = List.of(box(NIC).x(), box(SMMU).x(), box(GUEST).x());
        for (Alignment how : Alignment.values()) {
            session.place(how.text(), Optional.empty(), moves.aligned(all, how));
            Area nic = box(NIC);
            Area smmu = box(SMMU);
            Area guest = box(GUEST);
            switch (how) {
                case LEFT -> assertThat(smmu.x()).isEqualTo(nic.x()).isEqualTo(guest.x());
                case RIGHT ->
                        assertThat(smmu.right()).isEqualTo(nic.right()).isEqualTo(guest.right());
                case TOP -> assertThat(smmu.y()).isEqualTo(nic.y()).isEqualTo(guest.y());
                case BOTTOM ->
                        assertThat(smmu.bottom()).isEqualTo(nic.bottom()).isEqualTo(guest.bottom());
                case ACROSS ->
                        assertThat(smmu.x() - nic.right())
                                .isCloseTo(guest.x() - smmu.right(), within(2.0));
                case DOWN -> assertThat(List.of(nic.x(), smmu.x(), guest.x())).isEqualTo(across);
            }
        }
    }
}
