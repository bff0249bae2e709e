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
/// @param light what is highlighted
/// @param layers what is shown besides memory and domains
/// @param since the step whose state changes are outlined against, negative for no outlines
/// @param compact whether callouts and doorbells beside the columns are left out, as beside others
/// @param lowAtBottom whether addresses grow upwards
/// @param markers two addresses to measure between
/// @param anchor what stays where it is on the picture, null for nothing
public record IovaMapOptions(
        AxisMode mode,
        @Nullable AddressRange<Iova> viewport,
        double height,
        Light light,
        Set<MapLayer> layers,
        int since,
        boolean compact,
        boolean lowAtBottom,
        MapMarkers markers,
        @Nullable MapAnchor anchor) {

    public IovaMapOptions {
        layers = Set.copyOf(layers);
    }

    /// What is highlighted, with lines to wherever else it is.
    ///
    /// @param selection what was chosen, null for nothing
    /// @param hover what the pointer is on, null for nothing
    public record Light(@Nullable ElementId selection, @Nullable ElementId hover) {

        public static final Light NONE = new Light(null, null);

        boolean isOn(@Nullable ElementId element) {
            return element != null && (element.equals(selection) || element.equals(hover));
        }
    }

    /// All addresses on a broken axis, low ones at the top, nothing highlighted.
    public static final IovaMapOptions PLAIN =
            new IovaMapOptions(
                    AxisMode.BROKEN,
                    null,
                    0,
                    Light.NONE,
                    Set.of(),
                    -1,
                    false,
                    false,
                    MapMarkers.NONE,
                    null);

    public IovaMapOptions withMode(AxisMode value) {
        return new IovaMapOptions(
                value,
                viewport,
                height,
                light,
                layers,
                since,
                compact,
                lowAtBottom,
                markers,
                anchor);
    }

    /// Looks at some addresses; whatever was to stay in its place no longer does.
    public IovaMapOptions withViewport(@Nullable AddressRange<Iova> value) {
        return withViewport(value, null);
    }

    /// Looks at some addresses while one of them stays in its place.
    public IovaMapOptions withViewport(
            @Nullable AddressRange<Iova> value, @Nullable MapAnchor staying) {
        return new IovaMapOptions(
                mode, value, height, light, layers, since, compact, lowAtBottom, markers, staying);
    }

    public IovaMapOptions withHeight(double value) {
        return new IovaMapOptions(
                mode, viewport, value, light, layers, since, compact, lowAtBottom, markers, anchor);
    }

    public IovaMapOptions withLight(Light value) {
        return new IovaMapOptions(
                mode,
                viewport,
                height,
                value,
                layers,
                since,
                compact,
                lowAtBottom,
                markers,
                anchor);
    }

    public IovaMapOptions withSelection(@Nullable ElementId value) {
        return withLight(new Light(value, light.hover()));
    }

    public IovaMapOptions withCompact(boolean value) {
        return new IovaMapOptions(
                mode, viewport, height, light, layers, since, value, lowAtBottom, markers, anchor);
    }

    public IovaMapOptions withLayers(Set<MapLayer> value) {
        return new IovaMapOptions(
                mode, viewport, height, light, value, since, compact, lowAtBottom, markers, anchor);
    }

    public IovaMapOptions withSince(int value) {
        return new IovaMapOptions(
                mode,
                viewport,
                height,
                light,
                layers,
                value,
                compact,
                lowAtBottom,
                markers,
                anchor);
    }

    public IovaMapOptions withLowAtBottom(boolean value) {
        return new IovaMapOptions(
                mode, viewport, height, light, layers, since, compact, value, markers, anchor);
    }

    public IovaMapOptions withMarkers(MapMarkers value) {
        return new IovaMapOptions(
                mode, viewport, height, light, layers, since, compact, lowAtBottom, value, anchor);
    }
}
