package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaAxis.Stretch;

import java.util.List;

/// Moves a viewport along an axis: zooms around an address and pans, by distances on the picture.
/// Beyond what is shown the axis of all addresses leads on, at the scale of the shown end. Addresses
/// are added and subtracted as exact unsigned numbers; only distances are fractions.
public final class MapMotion {
    private static final long PAGE = 4096;

    /// How much finer than a picture the ends of a viewport are.
    private static final int GRAIN = 12;

    private final IovaAxis shown;
    private final IovaAxis home;

    /// @param shown the axis of the viewport
    /// @param home the axis of all addresses, which contain those of the viewport
    MapMotion(IovaAxis shown, IovaAxis home) {
        this.shown = shown;
        this.home = home;
    }

    /// The viewport after a zoom around an address that is shown; never smaller than a page of 4 KiB
    /// and never larger than all addresses.
    ///
    /// @param factor above 1 to come closer, below 1 to see more
    public AddressRange<Iova> zoomed(Iova around, double factor) {
        double before = shown.start(around) / factor;
        double behind = (shown.length() - shown.start(around)) / factor;
        Iova first = down(around, before);
        Iova last = up(around, behind);
        return tidy(first, last.isBelow(around) ? around : last, around);
    }

    /// The viewport moved along the axis, at most to an end of all addresses.
    ///
    /// @param units above 0 to higher addresses
    public AddressRange<Iova> panned(double units) {
        AddressRange<Iova> now = shown.range();
        AddressRange<Iova> all = home.range();
        long span = now.last().offsetFrom(now.first());
        if (units >= 0) {
            Iova first = up(now.first(), units);
            Iova limit = all.last().minusExact(span);
            Iova from = limit.isBelow(first) ? limit : first;
            return AddressRange.of(from, from.plusExact(span));
        }
        Iova wished = down(now.first(), -units);
        return AddressRange.of(wished, wished.plusExact(span));
    }

    private AddressRange<Iova> tidy(Iova first, Iova last, Iova around) {
        long span = last.offsetFrom(first);
        if (Long.compareUnsigned(span, PAGE) < 0) {
            Iova page = Iova.of(around.unsignedBits() & -PAGE);
            Iova end = page.plusExact(PAGE - 1);
            return AddressRange.of(page, home.range().last().isBelow(end) ? last : end);
        }
        long grain = Long.highestOneBit(span >>> GRAIN | 1);
        Iova from = Iova.of(first.unsignedBits() & -grain);
        Iova to = Iova.of(last.unsignedBits() | (grain - 1));
        AddressRange<Iova> all = home.range();
        return AddressRange.of(
                from.isBelow(all.first()) ? all.first() : from,
                all.last().isBelow(to) ? all.last() : to);
    }

    private Iova down(Iova from, double units) {
        double room = shown.start(from);
        if (units <= room) {
            return walkDown(shown, from, units);
        }
        Iova edge = shown.range().first();
        return walkDown(home, edge, (units - room) * ratio(edge));
    }

    private Iova up(Iova from, double units) {
        double room = shown.length() - shown.start(from);
        if (units <= room) {
            return walkUp(shown, from, units);
        }
        Iova edge = shown.range().last();
        return walkUp(home, edge, (units - room) * ratio(edge));
    }

    /// How many units of the axis of all addresses a unit of the shown one takes, at an end.
    private double ratio(Iova edge) {
        return shown.stretchOf(edge).bytesPerUnit() / home.stretchOf(edge).bytesPerUnit();
    }

    private static Iova walkDown(IovaAxis axis, Iova from, double units) {
        List<Stretch> stretches = axis.stretches();
        Stretch stretch = axis.stretchOf(from);
        double left = units;
        Iova at = from;
        for (int i = stretches.indexOf(stretch); i >= 0; i--) {
            stretch = stretches.get(i);
            Iova first = stretch.range().first();
            double here = IovaAxis.distance(first, at) / stretch.bytesPerUnit();
            if (left < here) {
                long bytes = IovaAxis.unsigned(left * stretch.bytesPerUnit());
                return Long.compareUnsigned(bytes, at.offsetFrom(first)) >= 0
                        ? first
                        : at.minusExact(bytes);
            }
            left -= here;
            at = first;
        }
        return axis.range().first();
    }

    private static Iova walkUp(IovaAxis axis, Iova from, double units) {
        List<Stretch> stretches = axis.stretches();
        Stretch stretch = axis.stretchOf(from);
        double left = units;
        Iova at = from;
        for (int i = stretches.indexOf(stretch); i < stretches.size(); i++) {
            stretch = stretches.get(i);
            Iova last = stretch.range().last();
            double here = IovaAxis.distance(at, last) / stretch.bytesPerUnit();
            if (left < here) {
                long bytes = IovaAxis.unsigned(left * stretch.bytesPerUnit());
                return Long.compareUnsigned(bytes, last.offsetFrom(at)) >= 0
                        ? last
                        : at.plusExact(bytes);
            }
            left -= here;
            at = last;
        }
        return axis.range().last();
    }
}
