package iovatlas.ui.iovamap;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

class IovaMapViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final IovaMapViewModel model = new IovaMapViewModel(session, new SameThreadExecutor());

    @Test
    void fillsTheHeightOfThePane() {
        model.setRoom(1000, 600);
        assertThat(model.drawing().get().height()).isBetween(480.0, 600.0);
    }

    @Test
    void drawsAnotherAxis() {
        Drawing broken = model.drawing().get();
        model.modeProperty().set(AxisMode.LOGARITHMIC);
        assertThat(model.drawing().get()).isNotEqualTo(broken);
    }

    @Test
    void looksAroundARangeWithoutWrapping() {
        AddressRange<Iova> last = AddressRange.of(Iova.of(-0x1000L), Iova.MAX);
        model.lookAt(new ElementId.OfIova("c0", last));
        assertThat(model.viewportProperty().get())
                .isEqualTo(AddressRange.of(Iova.of(-0x1800L), Iova.MAX));
        model.lookAt(new ElementId.OfIova("c0", AddressRange.of(Iova.ZERO, Iova.of(0xfff))));
        assertThat(model.viewportProperty().get())
                .isEqualTo(AddressRange.of(Iova.ZERO, Iova.of(0x17ff)));
        model.lookAt(new ElementId.OfStep(1));
        assertThat(model.viewportProperty().get()).isNull();
    }

    @Test
    void goesToWhatIsTypedAndSaysWhatIsWrong() {
        assertThat(model.goTo("0x10000+64K")).isEmpty();
        assertThat(model.viewportProperty().get())
                .isEqualTo(AddressRange.of(Iova.of(0x8000), Iova.of(0x27fff)));
        assertThat(model.goTo("0x8000-0x1000")).isPresent();
        assertThat(model.goTo("somewhere")).isPresent();
        assertThat(model.goTo("0xffffffffffffffff")).isEmpty();
        assertThat(model.viewportProperty().get().last()).isEqualTo(Iova.MAX);
    }

    @Test
    void goesToADistanceFromZeroAndToTheWindowOfADevice() {
        assertThat(model.goTo("128M")).isEmpty();
        assertThat(model.viewportProperty().get().contains(Iova.of(0x800_0000L))).isTrue();
        assertThat(model.goTo("nic0")).isEmpty();
        assertThat(model.viewportProperty().get())
                .isEqualTo(AddressRange.of(Iova.of(0x7f8_0000L), Iova.of(0x817_ffffL)));
    }

    @Test
    void goesToTheNextCollisionAndRoundAgain() {
        var first = model.nextCollision(true).orElseThrow();
        assertThat(model.viewportProperty().get().contains(first.range())).isTrue();
        assertThat(session.selection().primary()).contains(first.element());
        assertThat(model.nextCollision(false)).isPresent();
    }

    @Test
    void showsLayersAndTakesThemAway() {
        Drawing plain = model.drawing().get();
        model.toggle(MapLayer.USER_VIEW);
        assertThat(model.drawing().get()).isNotEqualTo(plain);
        model.toggle(MapLayer.USER_VIEW);
        assertThat(model.layersProperty().get()).isEmpty();
    }

    @Test
    void marksAStepAndOutlinesWhatChangedSince() {
        model.markStep();
        assertThat(model.changesProperty().get()).isTrue();
    }
}
