package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.diagram.layout.Area;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

class MapMotionTest {
    private static final AddressRange<Iova> ALL = AddressRange.all(Iova.ZERO);
    private static final DrawingStyle STYLE = DrawingStyle.pixels();

    private static MapPicture.Frame frame(IovaMapModel model, IovaMapOptions options) {
        MapLayout layout = MapLayout.of(model, options.withHeight(500), STYLE);
        var area = new Area(0, 40, 200, layout.axis().length());
        return new MapPicture.Frame(model, options.withHeight(500), area, layout.axis(), STYLE);
    }

    private static MapPicture.Frame zoomed(MapPicture.Frame from, double y, double factor) {
        Iova at = from.at(y);
        return frame(
                from.model(),
                from.options()
                        .withViewport(
                                from.motion().zoomed(at, factor),
                                new MapAnchor(at, from.fraction(y))));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 20, 30, 31, 32, 33, 47, 48, 52, 62, 63})
    void zoomsToASinglePageAndBackToEverythingAtEveryPowerOfTwo(int exponent) {
        Iova at = Iova.of(1L << exponent);
        AddressRange<Iova> seen = ALL;
        for (int turn = 0; turn < 400; turn++) {
            seen = motion(seen).zoomed(at, 1.25);
            assertThat(seen.contains(at)).isTrue();
        }
        assertThat(seen.size().unsignedBytes()).isEqualTo(4096);
        assertThat(seen.isAligned(ByteSize.ofBytes(4096))).isTrue();
        for (int turn = 0; turn < 400; turn++) {
            seen = motion(seen).zoomed(at, 0.8);
        }
        assertThat(seen).isEqualTo(ALL);
    }

    private static MapMotion motion(AddressRange<Iova> seen) {
        return new MapMotion(IovaAxis.linear(seen, 500), IovaAxis.linear(ALL, 500));
    }

    @Test
    void zoomsAtBothEndsOfTheSpace() {
        AddressRange<Iova> low = motion(ALL).zoomed(Iova.ZERO, 0x1p52);
        assertThat(low).isEqualTo(AddressRange.of(Iova.ZERO, Iova.of(0xfff)));
        AddressRange<Iova> high = motion(ALL).zoomed(Iova.MAX, 0x1p52);
        assertThat(high).isEqualTo(AddressRange.of(Iova.of(-0x1000L), Iova.MAX));
    }

    @Test
    void addressUnderThePointerStaysOnALinearAxis() {
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            AddressRange<Iova> seen = ALL;
            double y = random.nextDouble() * 500;
            Iova at = IovaAxis.linear(ALL, 500).at(y);
            for (int turn = 0; turn < 60; turn++) {
                seen = motion(seen).zoomed(at, 1.5);
            }
            assertThat(IovaAxis.linear(seen, 500).start(at)).isCloseTo(y, within(8.0));
        }
    }

    @ParameterizedTest
    @EnumSource(AxisMode.class)
    void addressUnderThePointerStaysWhereItIsOnEveryAxis(AxisMode mode) {
        for (IovaMapModel model : List.of(DemoMaps.refused(), DemoMaps.mirrored())) {
            for (double y : new double[] {60, 130, 222, 333, 480}) {
                MapPicture.Frame frame = frame(model, IovaMapOptions.PLAIN.withMode(mode));
                Iova at = frame.at(y);
                double fraction = frame.fraction(y);
                for (int turn = 0; turn < 12; turn++) {
                    frame =
                            frame(
                                    model,
                                    frame.options()
                                            .withViewport(
                                                    frame.motion().zoomed(at, 1.25),
                                                    new MapAnchor(at, fraction)));
                    double stays = frame.axis().start(at) / frame.axis().length();
                    assertThat(stays)
                            .as("%s %s at %s turn %d", mode, model.title(), at, turn)
                            .isCloseTo(fraction, within(0.02));
                }
            }
        }
    }

    @Test
    void everyTurnComesCloserOnABrokenAxis() {
        MapPicture.Frame frame = frame(DemoMaps.refused(), IovaMapOptions.PLAIN);
        double before = Double.MAX_VALUE;
        for (int turn = 0; turn < 40 && before > 4096; turn++) {
            frame = zoomed(frame, 222, 1.25);
            double bytes = IovaAxis.distance(frame.viewport().first(), frame.viewport().last()) + 1;
            assertThat(bytes).isLessThan(before);
            before = bytes;
        }
    }

    @Test
    void pansWithoutChangingTheSizeAndStopsAtTheEnds() {
        AddressRange<Iova> seen = AddressRange.of(Iova.of(0x4000_0000L), Iova.of(0x7fff_ffffL));
        AddressRange<Iova> moved = motion(seen).panned(250);
        assertThat(moved.first()).isEqualTo(Iova.of(0x6000_0000L));
        assertThat(moved.size()).isEqualTo(seen.size());
        assertThat(motion(seen).panned(-1e9).first()).isEqualTo(Iova.ZERO);
        assertThat(motion(seen).panned(1e30).last()).isEqualTo(Iova.MAX);
    }

    @Test
    void frameKnowsTheAddressAtAHeightInBothDirections() {
        IovaMapModel model = DemoMaps.refused();
        MapPicture.Frame down = frame(model, IovaMapOptions.PLAIN);
        MapPicture.Frame up = frame(model, IovaMapOptions.PLAIN.withLowAtBottom(true));
        assertThat(down.at(0)).isEqualTo(Iova.ZERO);
        assertThat(up.at(1e6)).isEqualTo(Iova.ZERO);
        assertThat(up.at(0)).isEqualTo(model.range().last());
    }

    @Test
    void smallMapShowsEveryCollisionAndTheFrame() {
        AddressRange<Iova> page = AddressRange.of(Iova.of(0x0800_0000L), Iova.of(0x0800_0fffL));
        Drawing small =
                MapOverview.draw(
                                List.of(DemoMaps.refused()),
                                IovaMapOptions.PLAIN.withViewport(page),
                                30,
                                300)
                        .drawing();
        assertThat(small.height()).isEqualTo(300);
        assertThat(small.shapes())
                .anyMatch(s ->
                        s instanceof Shape.Box box
                                && box.stroke() == Ink.ACCENT
                                && box.height() >= 5)
                .anyMatch(s -> s instanceof Shape.Box box && box.fill() == Ink.VERMILLION);
    }
}
