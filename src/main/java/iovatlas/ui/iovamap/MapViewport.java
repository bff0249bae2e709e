package iovatlas.ui.iovamap;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.MapAnchor;
import iovatlas.diagram.iova.MapPicture;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

/// Which addresses of a map are looked at: zoomed around the pointer, dragged, panned, jumped to.
final class MapViewport {

    /// Which part of the small map is looked at after a press on it, while all addresses are shown.
    private static final double PART = 0.16;

    private final ObjectProperty<@Nullable AddressRange<Iova>> range =
            new SimpleObjectProperty<>(null);
    private @Nullable MapAnchor anchor;
    private @Nullable MapAnchor next;

    /// What a zoom goes on from until its picture is there, so that no turn of a wheel is lost.
    private record Turn(MapPicture from, Iova around, double fraction, double factor) {}

    private @Nullable Turn turn;

    MapViewport() {
        range.subscribe(() -> {
            anchor = next;
            next = null;
        });
    }

    /// The addresses that are looked at, null for all.
    ObjectProperty<@Nullable AddressRange<Iova>> rangeProperty() {
        return range;
    }

    /// What stays in its place on the picture, null for nothing.
    @Nullable MapAnchor anchor() {
        return anchor;
    }

    /// Zooms so that the address at a height of the picture stays there. Several zooms before the
    /// next picture count as one.
    ///
    /// @param picture the one that is seen
    /// @param y in units of its drawing
    /// @param factor above 1 to come closer
    void zoom(MapPicture picture, double y, double factor) {
        picture.nearest(y)
                .ifPresent(frame -> {
                    Turn before = turn;
                    Turn sum =
                            before != null && before.from() == picture
                                    ? new Turn(
                                            picture,
                                            before.around(),
                                            before.fraction(),
                                            before.factor() * factor)
                                    : new Turn(picture, frame.at(y), frame.fraction(y), factor);
                    turn = sum;
                    if (sum.factor() >= 1 || !frame.isWhole()) {
                        show(
                                frame,
                                frame.motion().zoomed(sum.around(), sum.factor()),
                                new MapAnchor(sum.around(), sum.fraction()));
                    }
                });
    }

    /// Moves an address that was grabbed to another height of the picture.
    void drag(MapPicture.Frame from, double y, double toY) {
        double units = (from.fraction(y) - from.fraction(toY)) * from.axis().length();
        show(from, from.motion().panned(units), new MapAnchor(from.at(y), from.fraction(toY)));
    }

    /// Moves along the axis.
    ///
    /// @param part of what is seen, above 0 to higher addresses
    void pan(MapPicture picture, double part) {
        picture.frames().stream()
                .findFirst()
                .filter(frame -> !frame.isWhole())
                .ifPresent(frame ->
                        show(frame, frame.motion().panned(part * frame.axis().length()), null));
    }

    /// Looks at what is at a height of the small map: as many addresses as before around it.
    void centre(MapPicture overview, double y) {
        overview.nearest(y)
                .ifPresent(frame -> {
                    AddressRange<Iova> now = range.get();
                    Iova at = frame.at(y);
                    AddressRange<Iova> wished =
                            now == null
                                    ? frame.motion().zoomed(at, 1 / PART)
                                    : around(at, now, frame.viewport());
                    show(frame, wished, null);
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

    private void show(
            MapPicture.Frame frame, AddressRange<Iova> wished, @Nullable MapAnchor staying) {
        boolean whole = wished.equals(frame.model().range());
        next = whole ? null : staying;
        range.set(whole ? null : wished);
    }
}
