package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

/// How an IOVA map is looked at.
///
/// @param mode how addresses are laid out
/// @param viewport the addresses to show, null for all
/// @param height what the axis should fill, in units; 0 for as little as it takes
/// @param selection what is highlighted, null for nothing
public record IovaMapOptions(
        AxisMode mode,
        @Nullable AddressRange<Iova> viewport,
        double height,
        @Nullable ElementId selection) {

    /// All addresses on a broken axis, nothing highlighted.
    public static final IovaMapOptions PLAIN = new IovaMapOptions(AxisMode.BROKEN, null, 0, null);

    public IovaMapOptions withMode(AxisMode value) {
        return new IovaMapOptions(value, viewport, height, selection);
    }

    public IovaMapOptions withViewport(@Nullable AddressRange<Iova> value) {
        return new IovaMapOptions(mode, value, height, selection);
    }

    public IovaMapOptions withHeight(double value) {
        return new IovaMapOptions(mode, viewport, value, selection);
    }

    public IovaMapOptions withSelection(@Nullable ElementId value) {
        return new IovaMapOptions(mode, viewport, height, value);
    }
}
