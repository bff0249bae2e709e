package iovatlas.ui.iovamap;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapPicture;

import java.util.List;

/// Makes a map that fills a pane: its axis is as long as the room leaves beside the headings; where it
/// needs more than that the columns are drawn so much wider that the whole still fills the room.
///
/// @param width of the pane, in pixels
/// @param height of the pane, in pixels
record FittedMap(
        Atlas atlas,
        List<IovaMapModel> models,
        IovaMapOptions options,
        double width,
        double height) {

    /// The shortest axis, in pixels.
    private static final double LEAST = 90;

    /// From this scale on a drawing is as large as it should be.
    private static final double NEARLY = 0.97;

    MapPicture picture() {
        DrawingStyle style = DrawingStyle.pixels(width, height);
        MapPicture first = draw(height, style);
        double axis = Math.max(LEAST, height - (first.drawing().height() - height));
        MapPicture second = draw(axis, style);
        double scale = height / second.drawing().height();
        return scale > NEARLY
                ? second
                : draw(axis, DrawingStyle.pixels(width / scale, height / scale));
    }

    private MapPicture draw(double axis, DrawingStyle style) {
        return IovaMapDiagram.picture(atlas, models, options.withHeight(axis), style);
    }
}
