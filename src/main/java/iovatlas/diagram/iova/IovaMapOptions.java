package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// How an IOVA map is looked at.
///
/// @param mode how addresses are laid out
/// @param viewport the addresses to show, null for all
/// @param height what the axis should fill, in units; 0 for as little as it takes
/// @param selection what is highlighted, null for nothing
/// @param layers what is shown besides memory and domains
/// @param since the step whose state changes are outlined against, negative for no outlines
/// @param compact whether callouts and doorbells beside the columns are left out, as beside others
public record IovaMapOptions(
        AxisMode mode,
        @Nullable AddressRange<Iova> viewport,
        double height,
        @Nullable ElementId selection,
        Set<MapLayer> layers,
        int since,
        boolean compact) {

    public IovaMapOptions {
        layers = Set.copyOf(layers);
    }

    /// All addresses on a broken axis, nothing highlighted.
    public static final IovaMapOptions PLAIN =
            new IovaMapOptions(AxisMode.BROKEN, null, 0, null, Set.of(), -1, false);

    public IovaMapOptions withMode(AxisMode value) {
        return new IovaMapOptions(value, viewport, height, selection, layers, since, compact);
    }

    public IovaMapOptions withViewport(@Nullable AddressRange<Iova> value) {
        return new IovaMapOptions(mode, value, height, selection, layers, since, compact);
    }

    public IovaMapOptions withHeight(double value) {
        return new IovaMapOptions(mode, viewport, value, selection, layers, since, compact);
    }

    public IovaMapOptions withSelection(@Nullable ElementId value) {
        return new IovaMapOptions(mode, viewport, height, value, layers, since, compact);
    }

    public IovaMapOptions withCompact(boolean value) {
        return new IovaMapOptions(mode, viewport, height, selection, layers, since, value);
    }

    public IovaMapOptions withLayers(Set<MapLayer> value) {
        return new IovaMapOptions(mode, viewport, height, selection, value, since, compact);
    }

    public IovaMapOptions withSince(int value) {
        return new IovaMapOptions(mode, viewport, height, selection, layers, value, compact);
    }
}
