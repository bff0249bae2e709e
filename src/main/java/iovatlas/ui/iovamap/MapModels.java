package iovatlas.ui.iovamap;

import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.ui.session.Computed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// What was read of a document for its maps; zooming and panning need not read it again.
///
/// @param now what was read
/// @param layers with which layers
/// @param since with outlines against which step
record MapModels(Computed now, Set<MapLayer> layers, int since, List<IovaMapModel> models) {

    /// The models of a document as options want them, from what was read last where that will do.
    static MapModels of(@Nullable MapModels last, Computed now, IovaMapOptions options) {
        if (last != null
                && last.now == now
                && last.layers.equals(options.layers())
                && last.since == options.since()) {
            return last;
        }
        List<IovaMapModel> models =
                IovaMapDiagram.models(now.atlas(), now.timeline(), now.step(), options);
        return new MapModels(now, options.layers(), options.since(), models);
    }
}
