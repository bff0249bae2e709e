package iovatlas.ui.msipath;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.msipath.MsiPathViewModel.Mode;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

class MsiPathViewModelTest {

    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final MsiPathViewModel model = new MsiPathViewModel(session, new SameThreadExecutor());

    @Test
    void beginsWithTheVectorThatIsFired() {
        assertThat(model.title().getValue())
                .isEqualTo("MSI path \u2014 01:00.0 nic0 MSI-X 2: lost at vITS");
        assertThat(model.arguments()).isEqualTo("0000:01:00.0 2");
    }

    @Test
    void stopsAtTheEndsOfTheTable() {
        model.move(100);
        assertThat(model.title().getValue()).contains("MSI-X 7:");
        model.move(-100);
        assertThat(model.title().getValue()).contains("MSI-X 0:");
    }

    @Test
    void drawsAFlatPaneInOneRow() {
        model.setRoom(900, 110);
        Drawing flat = model.drawing().get();
        model.setRoom(900, 600);
        assertThat(flat.height()).isLessThan(model.drawing().get().height());
    }

    @Test
    void steppingSelectsTheStationAndItsPartOfTheMachine() {
        model.step(1);
        assertThat(model.currentHop()).isZero();
        model.step(1);
        model.step(1);
        assertThat(session.selection().selected().elements())
                .containsExactly(new ElementId.OfIommu("smmu0"), new ElementId.OfHop(NIC, 2, 2));
        model.step(-1);
        assertThat(model.currentHop()).isEqualTo(1);
    }

    @Test
    void steppingStopsAtTheEndsAndBeginsBackwardsAtTheLast() {
        model.step(-1);
        assertThat(model.currentHop()).isEqualTo(9);
        model.step(1);
        assertThat(model.currentHop()).isEqualTo(9);
    }

    @Test
    void anotherVectorKeepsThePaneOnVectors() {
        model.step(1);
        model.move(1);
        assertThat(model.currentHop()).isEqualTo(-1);
        assertThat(session.selection().primary()).contains(new ElementId.OfVector(NIC, 3));
        assertThat(model.title().getValue()).contains("MSI-X 3:");
    }

    @Test
    void aVectorOfTheMatrixCanBeSelected() {
        model.modeProperty().set(Mode.MATRIX);
        ElementId tile =
                model.drawing().get().shapes().stream()
                        .filter(Shape.Box.class::isInstance)
                        .map(Shape::element)
                        .filter(new ElementId.OfVector(NIC, 1)::equals)
                        .findFirst()
                        .orElseThrow();
        session.selection().select(tile);
        assertThat(model.arguments()).isEqualTo("0000:01:00.0");
        model.modeProperty().set(Mode.STRIP);
        assertThat(model.title().getValue()).contains("MSI-X 1:");
    }

    @Test
    void aProbeShowsWhatAWriteDoes() {
        assertThat(model.ask("0x08000040=2")).isEmpty();
        assertThat(model.title().getValue())
                .isEqualTo("Probe \u2014 01:00.0 nic0 writes 0x2 to 0x08000040: lost at vITS");
        assertThat(model.arguments()).isEqualTo("0000:01:00.0 --probe 0x08000040=0x2");
        model.step(1);
        model.step(1);
        assertThat(model.currentHop()).isEqualTo(1);
        assertThat(session.selection().primary()).contains(new ElementId.OfIommu("smmu0"));
        model.forget();
        assertThat(model.title().getValue()).startsWith("MSI path");
    }

    @Test
    void aProbeThatIsNoWriteIsExplained() {
        assertThat(model.ask("nonsense").orElseThrow()).contains("ADDRESS=VALUE");
        assertThat(model.title().getValue()).startsWith("MSI path");
    }

    @Test
    void aProbeEndsWithNothingAsked() {
        model.ask("0x100000=2");
        assertThat(model.title().getValue()).startsWith("Probe");
        assertThat(model.ask(" ")).isEmpty();
        assertThat(model.title().getValue()).startsWith("MSI path");
    }
}
