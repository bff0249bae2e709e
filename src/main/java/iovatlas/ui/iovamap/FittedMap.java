package iovatlas.ui.iovamap;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapAnchor;
import iovatlas.diagram.iova.MapPicture;
import iovatlas.ui.canvas.ViewTransform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a map that fills a pane: its axis is as long as the room leaves beside the headings; where it
/// needs more than that the columns are drawn so much wider that the whole still fills the room.
///
/// @param width of the pane, in pixels
/// @param height of the pane, in pixels
/// @param staying where in the pane an address is to stay
record FittedMap(
        Atlas atlas,
        List<IovaMapModel> models,
        IovaMapOptions options,
        double width,
        double height,
        MapViewport.Staying staying) {

    /// The shortest axis, in pixels.
    private static final double LEAST = 90;

    /// From this scale on a drawing is as large as it should be.
    private static final double NEARLY = 0.97;

    MapPicture picture() {
        MapPicture made = filling(options);
        MapAnchor anchor = options.anchor();
        if (anchor == null) {
            return made;
        }
        // Headings and scale may have changed: only now it is known where the pixel is.
        double y = transform(made, width, height).unitY(staying.pixel());
        return made.frames().stream()
                .filter(frame -> frame.model().element().equals(staying.map()))
                .findFirst()
                .map(frame -> frame.fraction(y))
                .filter(fraction -> fraction != anchor.fraction())
                .map(fraction -> new MapAnchor(anchor.address(), fraction))
                .map(moved -> filling(options.withViewport(options.viewport(), moved)))
                .orElse(made);
    }

    /// How a pane of a size shows a picture that nobody has moved.
    static ViewTransform transform(MapPicture picture, double width, double height) {
        return ViewTransform.fit(picture.drawing(), width, height, ViewTransform.DENSE, 1);
    }

    private MapPicture filling(IovaMapOptions look) {
        DrawingStyle style = DrawingStyle.pixels(width, height);
        MapPicture first = draw(look, height, style);
        MapPicture second = draw(look, axis(first, height), style);
        double scale = Math.max(ViewTransform.DENSE, height / second.drawing().height());
        return scale > NEARLY
                ? second
                : draw(
                        look,
                        axis(first, height / scale),
                        DrawingStyle.pixels(width / scale, height / scale));
    }

    /// How long each axis may be when a drawing with the headings of another is to have a height.
    private static double axis(MapPicture measured, double whole) {
        Map<Double, Double> rows = new HashMap<>();
        for (MapPicture.Frame frame : measured.frames()) {
            rows.merge(frame.area().y(), frame.axis().length(), Math::max);
        }
        double axes = rows.values().stream().mapToDouble(length -> length).sum();
        double beside = measured.drawing().height() - axes;
        return Math.max(LEAST, (whole - beside) / Math.max(1, rows.size()));
    }

    private MapPicture draw(IovaMapOptions look, double axis, DrawingStyle style) {
        return IovaMapDiagram.picture(atlas, models, look.withHeight(axis), style);
    }
}
