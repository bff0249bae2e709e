package iovatlas.ui.iovamap;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.MapAnchor;
import iovatlas.diagram.iova.MapPicture;
import iovatlas.topology.ElementId;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

/// Which addresses of a map are looked at: zoomed around the pointer, dragged, panned, jumped to.
final class MapViewport {

    /// Which part of the small map is looked at after a press on it, while all addresses are shown.
    private static final double PART = 0.16;

    /// A pointer that moved less than this, in pixels, is still on the same address.
    private static final double RESTS = 2;

    private final ObjectProperty<@Nullable AddressRange<Iova>> range =
            new SimpleObjectProperty<>(null);
    private Staying staying = Staying.NOTHING;
    private Staying next = Staying.NOTHING;

    /// What stays in its place.
    ///
    /// @param anchor the address and how far along the axis it stands, null for nothing
    /// @param map what the map is of
    /// @param pixel where in the pane it stands
    record Staying(@Nullable MapAnchor anchor, ElementId map, double pixel) {
        static final Staying NOTHING = new Staying(null, new ElementId.OfDocument(), 0);
    }

    /// What a zoom goes on from until its picture is there, so that no turn of a wheel is lost.
    private record Turn(MapPicture from, Iova around, double fraction, double factor) {}

    private @Nullable Turn turn;

    MapViewport() {
        range.subscribe(() -> {
            staying = next;
            next = Staying.NOTHING;
        });
    }

    /// The addresses that are looked at, null for all.
    ObjectProperty<@Nullable AddressRange<Iova>> rangeProperty() {
        return range;
    }

    /// What stays in its place on the picture.
    Staying staying() {
        return staying;
    }

    /// Zooms so that the address at a height of the picture stays there. Several zooms before the
    /// next picture count as one.
    ///
    /// @param picture the one that is seen
    /// @param frame the map under the pointer
    /// @param y in units of its drawing
    /// @param pixel the same height in the pane
    /// @param factor above 1 to come closer
    void zoom(MapPicture picture, MapPicture.Frame frame, double y, double pixel, double factor) {
        Turn sum = turned(picture, frame, y, pixel, factor);
        turn = sum;
        if (sum.factor() >= 1 || !frame.isWhole()) {
            show(
                    frame,
                    frame.motion().zoomed(sum.around(), sum.factor()),
                    new Staying(
                            new MapAnchor(sum.around(), sum.fraction()),
                            frame.model().element(),
                            pixel));
        }
    }

    private Turn turned(
            MapPicture picture, MapPicture.Frame frame, double y, double pixel, double factor) {
        Turn before = turn;
        if (before != null && before.from() == picture) {
            return new Turn(picture, before.around(), before.fraction(), before.factor() * factor);
        }
        MapAnchor last = staying.anchor();
        boolean rests =
                last != null
                        && Math.abs(staying.pixel() - pixel) < RESTS
                        && frame.viewport().contains(last.address());
        Iova around = last != null && rests ? last.address() : frame.at(y);
        return new Turn(picture, around, frame.fraction(y), factor);
    }

    /// Moves an address that was grabbed to another height of the picture.
    ///
    /// @param pixel the latter in the pane
    void drag(MapPicture.Frame from, double y, double toY, double pixel) {
        double units = (from.fraction(y) - from.fraction(toY)) * from.axis().length();
        show(
                from,
                from.motion().panned(units),
                new Staying(
                        new MapAnchor(from.at(y), from.fraction(toY)),
                        from.model().element(),
                        pixel));
    }

    /// Moves along the axis.
    ///
    /// @param part of what is seen, above 0 to higher addresses
    void pan(MapPicture picture, double part) {
        picture.frames().stream()
                .findFirst()
                .filter(frame -> !frame.isWhole())
                .ifPresent(frame ->
                        show(
                                frame,
                                frame.motion().panned(part * frame.axis().length()),
                                Staying.NOTHING));
    }

    /// Looks at what is at a height of the small map: as many addresses as before around it.
    void centre(MapPicture overview, double y) {
        overview.frames().stream()
                .findFirst()
                .ifPresent(frame -> {
                    AddressRange<Iova> now = range.get();
                    Iova at = frame.at(y);
                    AddressRange<Iova> wished =
                            now == null
                                    ? frame.motion().zoomed(at, 1 / PART)
                                    : around(at, now, frame.viewport());
                    show(frame, wished, Staying.NOTHING);
                });
    }

    private static AddressRange<Iova> around(
            Iova middle, AddressRange<Iova> now, AddressRange<Iova> all) {
        long span = now.last().offsetFrom(now.first());
        long half = span >>> 1;
        boolean low = Long.compareUnsigned(middle.offsetFrom(all.first()), half) < 0;
        Iova first = low ? all.first() : middle.minusExact(half);
        Iova limit =
                Long.compareUnsigned(all.last().offsetFrom(all.first()), span) < 0
                        ? all.first()
                        : all.last().minusExact(span);
        Iova from = limit.isBelow(first) ? limit : first;
        return AddressRange.of(from, from.plusOrEmpty(span).orElse(all.last()));
    }

    private void show(MapPicture.Frame frame, AddressRange<Iova> wished, Staying stays) {
        boolean whole = wished.equals(frame.model().range());
        next = whole ? Staying.NOTHING : stays;
        range.set(whole ? null : wished);
    }
}
