package iovatlas.ui.iovamap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.atlas.Layout;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.Shape;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.diagram.iova.MapMarkers;
import iovatlas.diagram.iova.MapPicture;
import iovatlas.export.MachineContent;
import iovatlas.export.RenderLine;
import iovatlas.export.View;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.session.ShownContent;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

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

    private MapPicture seen() {
        return model.picture().orElseThrow();
    }

    @Test
    void zoomsAtThePointerFromTheWholeSpaceToAPageAndBack() {
        model.setRoom(1000, 600);
        double y = seen().frames().getFirst().area().y() + 120;
        Iova at = seen().frames().getFirst().at(y);
        for (int turn = 0; turn < 20; turn++) {
            model.zoom(new Shape.Point(300, y), 1.25);
            MapPicture.Frame frame = seen().frames().getFirst();
            double stands = frame.area().y() + frame.axis().start(at);
            assertThat(stands).as("turn %d", turn).isCloseTo(y, within(2.0));
        }
        for (int turn = 0; turn < 300; turn++) {
            model.zoom(new Shape.Point(300, y), 1.25);
        }
        assertThat(model.viewportProperty().get().size().unsignedBytes()).isEqualTo(4096);
        assertThat(model.viewportProperty().get().contains(at)).isTrue();
        for (int turn = 0; turn < 300; turn++) {
            model.zoom(new Shape.Point(300, y), 0.8);
        }
        assertThat(model.viewportProperty().get()).isNull();
    }

    @Test
    void turnsOfTheWheelBeforeTheNextPictureAddUp() {
        MapPicture first = seen();
        double y = first.frames().getFirst().area().middleY();
        model.viewport().zoom(first, first.frames().getFirst(), y, y, 2);
        model.viewport().zoom(first, first.frames().getFirst(), y, y, 2);
        AddressRange<Iova> twice = model.viewportProperty().get();
        model.viewportProperty().set(null);
        model.zoom(new Shape.Point(300, y), 4);
        assertThat(model.viewportProperty().get()).isEqualTo(twice);
    }

    @Test
    void dragsTheAddressUnderThePointerAlong() {
        model.goTo("0x08000000+1M");
        MapPicture.Frame frame = seen().frames().getFirst();
        double y = frame.area().middleY();
        model.drag(frame, y, y + 30);
        assertThat(model.viewportProperty().get().first().isBelow(frame.viewport().first()))
                .isTrue();
        assertThat(model.viewportProperty().get().size()).isEqualTo(frame.viewport().size());
    }

    @Test
    void aPressOnTheSmallMapLooksThere() {
        MapPicture small = model.small().orElseThrow();
        MapPicture.Frame strip = small.frames().getFirst();
        double y = strip.area().y() + strip.area().height() / 3;
        model.viewport().centre(small, y);
        assertThat(model.viewportProperty().get().contains(strip.at(y))).isTrue();
        AddressRange<Iova> before = model.viewportProperty().get();
        model.viewport().centre(model.small().orElseThrow(), strip.area().bottom());
        assertThat(model.viewportProperty().get().size()).isEqualTo(before.size());
        assertThat(model.viewportProperty().get().last()).isEqualTo(strip.viewport().last());
    }

    @Test
    void twoMarkersTellTheDistanceAndAThirdPressTakesThemAway() {
        model.goTo("0x08000000-0x080fffff");
        MapPicture.Frame frame = seen().frames().getFirst();
        model.setMarker(Optional.of(new Shape.Point(300, frame.area().y())));
        assertThat(model.markersProperty().get().text()).startsWith("A 0x07f80000");
        model.markersProperty().set(new MapMarkers(Iova.of(0x800_0000L), Iova.of(0x810_0000L)));
        assertThat(texts(model.drawing().get()))
                .contains("A", "B")
                .contains("A 0x08000000, B 0x08100000: 1 MiB = 256 pages = 0x100000 bytes");
        model.setMarker(Optional.empty());
        assertThat(model.markersProperty().get().isEmpty()).isTrue();
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    @Test
    void commandLineDrawsTheSameAddressesLayersDirectionAndMarkers() {
        model.viewportProperty().set(AddressRange.of(Iova.of(0x800_0000L), Iova.of(0x80f_ffffL)));
        model.toggle(MapLayer.USER_VIEW);
        model.lowAtBottomProperty().set(true);
        model.modeProperty().set(AxisMode.LINEAR);
        model.markersProperty().set(new MapMarkers(Iova.of(0x800_0000L), Iova.of(0x800_1000L)));
        MachineContent content =
                ShownContent.of(session.computed(), Layout.EMPTY, null, View.IOVA, model.looks());
        assertThat(RenderLine.of("x.yaml", content).text())
                .isEqualTo(
                        "render x.yaml --view iova --axis linear --from 0x08000000"
                                + " --to 0x080fffff --low-at bottom --layers U --markers"
                                + " 0x08000000,0x08001000");
    }

    @Test
    void marksTheAddressThatIsSelected() {
        Iova address = Iova.of(0x800_2000L);
        model.markSelected();
        assertThat(model.markersProperty().get().isEmpty()).isTrue();
        session.selection().select(new ElementId.OfIova("c0", AddressRange.of(address, address)));
        model.markSelected();
        assertThat(model.markersProperty().get()).isEqualTo(new MapMarkers(address, null));
    }

    @Test
    void addressesGrowUpwardsOnRequest() {
        MapPicture.Frame down = seen().frames().getFirst();
        model.lowAtBottomProperty().set(true);
        MapPicture.Frame up = seen().frames().getFirst();
        assertThat(down.at(down.area().y())).isEqualTo(Iova.ZERO);
        assertThat(up.at(up.area().bottom())).isEqualTo(Iova.ZERO);
    }

    @Test
    void deviceWithoutWindowAndWordsThatAreNoAddressGetASentence() {
        assertThat(model.goTo("elsewhere").orElseThrow()).contains("elsewhere");
        assertThat(model.goTo("0x0000_0800_0000")).isEmpty();
        assertThat(model.goTo("1G+64K")).isEmpty();
        assertThat(model.goTo("")).isPresent();
    }
}
