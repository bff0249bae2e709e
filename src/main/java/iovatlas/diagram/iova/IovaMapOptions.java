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
/// @param compact whether callouts and doorbells beside the columns are left out, as beside others
public record IovaMapOptions(
        AxisMode mode,
        @Nullable AddressRange<Iova> viewport,
        double height,
        @Nullable ElementId selection,
        boolean compact) {

    /// All addresses on a broken axis, nothing highlighted.
    public static final IovaMapOptions PLAIN = 
            new IovaMapOptions(AxisMode.BROKEN, null, 0, null, false);

    public IovaMapOptions withMode(AxisMode value) {
        return new IovaMapOptions(value, viewport, height, selection, compact);
    }

    public IovaMapOptions withViewport(@Nullable AddressRange<Iova> value) {
        return new IovaMapOptions(mode, value, height, selection, compact);
    }

    public IovaMapOptions withHeight(double value) {
        return new IovaMapOptions(mode, viewport, value, selection, compact);
    }

    public IovaMapOptions withSelection(@Nullable ElementId value) {
        return new IovaMapOptions(mode, viewport, height, value, compact);
    }

    public IovaMapOptions withCompact(boolean value) {
        return new IovaMapOptions(mode, viewport, height, selection, value);
    }
}
