package iovatlas.diagram.iova;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.design.DesignEvaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The picture of IOVA spaces: one map a space, below each other. Within a map the owner's memory and
/// all domains share one axis, low addresses at the top.
public final class IovaMapDiagram {
    private static final String TITLE = "IOVA maps";

    private final DrawingStyle style;
    private final IovaMapOptions options;
    private final Sheet sheet;
    private final boolean measures;

    private IovaMapDiagram(DrawingStyle style, IovaMapOptions options) {
        this(style, options, true);
    }

    /// @param measures whether the distance between the markers stands above the maps
    private IovaMapDiagram(DrawingStyle style, IovaMapOptions options, boolean measures) {
        this.measures = measures;
        this.style = style;
        this.options = options;
        this.sheet = new Sheet(style);
    }

    /// The maps of all containers and IOASes after a step of a scenario.
    ///
    /// @param step 0 is right after boot
    public static Drawing draw(Atlas atlas, Timeline timeline, int step, DrawingStyle style) {
        return draw(atlas, timeline, step, IovaMapOptions.PLAIN, style);
    }

    /// The same, looked at in a certain way.
    public static Drawing draw(
            Atlas atlas, Timeline timeline, int step, IovaMapOptions options, DrawingStyle style) {
        return picture(atlas, timeline, step, options, style).drawing();
    }

    /// The same with where its axes lie.
    public static MapPicture picture(
            Atlas atlas, Timeline timeline, int step, IovaMapOptions options, DrawingStyle style) {
        return picture(atlas, models(atlas, timeline, step, options), options, style);
    }

    /// The same from what was read before.
    ///
    /// @param models of the document, read with the same layers and the same step to compare with
    public static MapPicture picture(
            Atlas atlas, List<IovaMapModel> models, IovaMapOptions options, DrawingStyle style) {
        String name = atlas.title().isEmpty() ? "" : " \u2014 " + atlas.title();
        return new IovaMapDiagram(style, options)
                .draw(models, models.size() == 1 ? models.getFirst().title() + name : TITLE + name);
    }

    /// What the maps of a document show: what the kernel does, or a what-if where the document chooses
    /// a doorbell design that the machine can have.
    public static List<IovaMapModel> models(
            Atlas atlas, Timeline timeline, int step, IovaMapOptions options) {
        String design = atlas.design();
        if (design != null) {
            DoorbellDesigns designs = DoorbellDesigns.standard();
            DesignEvaluation evaluation = DesignEvaluation.of(designs, timeline);
            List<IovaMapModel> models =
                    designs.find(design).map(evaluation::run).stream()
                            .flatMap(run ->
                                    IovaMapReader.read(timeline, step, run, options).stream())
                            .toList();
            if (!models.isEmpty()) {
                return models;
            }
        }
        return IovaMapReader.read(timeline, step, options);
    }

    /// The map of one space.
    public static Drawing draw(IovaMapModel model, IovaMapOptions options, DrawingStyle style) {
        return draw(List.of(model), options, style);
    }

    /// The maps of several spaces.
    public static Drawing draw(
            List<IovaMapModel> models, IovaMapOptions options, DrawingStyle style) {
        String title = models.size() == 1 ? models.getFirst().title() : TITLE;
        return new IovaMapDiagram(style, options).draw(models, title).drawing();
    }

    private MapPicture draw(List<IovaMapModel> models, String title) {
        if (models.size() > 1 && !style.isCells() && Double.isFinite(style.maximumWidth())) {
            return inRows(models, title);
        }
        boolean single = models.size() == 1;
        var frames = new ArrayList<MapPicture.Frame>();
        double y = measured(sheet.caption(title));
        double right = style.margin();
        for (IovaMapModel model : models) {
            if (!single) {
                sheet.text(style.margin(), y, model.title(), FontRole.TITLE, Ink.TEXT, null);
                y += style.lineHeight(FontRole.TITLE) + style.pick(8, 1);
            }
            for (List<Integer> columns : panels(model)) {
                IovaMapModel part = model.withColumns(columns);
                MapLayout layout = MapLayout.of(part, options, style);
                MapPanel.Place place = new MapPanel(sheet, part, options, layout).draw(y);
                frames.add(
                        new MapPicture.Frame(part, options, place.columns(), layout.axis(), style));
                right = Math.max(right, place.used().right());
                y = place.used().bottom() + style.pick(style.margin() + 4, 1);
            }
            y = note(model, y, right - style.margin());
        }
        Drawing drawing =
                sheet.finish(title, describe(models), right + style.pick(style.margin(), 0), y);
        return new MapPicture(drawing, frames);
    }

    /// Maps from left to right, as many in a row as have room.
    private MapPicture inRows(List<IovaMapModel> models, String title) {
        var frames = new ArrayList<MapPicture.Frame>();
        double y = measured(sheet.caption(title));
        double x = 0;
        double right = 0;
        double bottom = y;
        for (IovaMapModel model : models) {
            MapPicture map =
                    new IovaMapDiagram(style, options, false).draw(List.of(model), model.title());
            if (x > 0 && x + map.drawing().width() > style.maximumWidth()) {
                x = 0;
                y = bottom;
            }
            double left = x;
            double top = y + style.lineHeight(FontRole.TITLE) + 2;
            sheet.text(x + style.margin(), y + 6, model.title(), FontRole.TITLE, Ink.TEXT, null);
            sheet.place(map.drawing(), x, top);
            map.frames().forEach(frame -> frames.add(frame.movedBy(left, top)));
            x += map.drawing().width();
            right = Math.max(right, x);
            bottom = Math.max(bottom, top + map.drawing().height());
        }
        return new MapPicture(sheet.finish(title, describe(models), right, bottom), frames);
    }

    private static String describe(List<IovaMapModel> models) {
        return models.stream().map(IovaMapDiagram::describe).collect(Collectors.joining(" "));
    }

    /// What lies between the markers, as a line above the maps.
    private double measured(double top) {
        String text = options.markers().text();
        if (!measures || text.isEmpty()) {
            return top;
        }
        double y = top;
        double room = style.maximumWidth() - 2 * style.margin();
        for (String line : style.text().wrap(text, FontRole.SMALL, room)) {
            sheet.text(style.margin(), y, line, FontRole.SMALL, Ink.ACCENT, null);
            y += style.lineHeight(FontRole.SMALL);
        }
        return y + style.pick(6, 1);
    }

    private double note(IovaMapModel model, double y, double width) {
        var notes = new MapNotes(style, model, options);
        if (style.isCells()) {
            return notes.draw(sheet, y) + 1;
        }
        return style.captioned() && !options.compact() ? reading(notes, y, width) : y;
    }

    /// How to read a picture that stands alone.
    private double reading(MapNotes notes, double top, double width) {
        double y = top - style.margin();
        for (String line : style.text().wrap(notes.reading(), FontRole.SMALL, width)) {
            sheet.text(style.margin(), y, line, FontRole.SMALL, Ink.MUTED, null);
            y += style.lineHeight(FontRole.SMALL);
        }
        return y + style.margin();
    }

    /// Which columns stand side by side: all of them in pixels; in cells as many as have room, with
    /// the owner's memory beside the first ones.
    private List<List<Integer>> panels(IovaMapModel model) {
        int count = model.columns().size();
        int most = style.isCells() ? Math.max(1, (int) (style.maximumWidth() - 20) / 17) : count;
        var panels = new ArrayList<List<Integer>>();
        for (int first = 0; first < count; first += most) {
            var panel = new ArrayList<Integer>();
            for (int i = first; i < Math.min(first + most, count); i++) {
                panel.add(i);
            }
            panels.add(panel);
        }
        return panels;
    }

    private static String describe(IovaMapModel model) {
        String columns =
                model.columns().stream().map(Column::title).collect(Collectors.joining(", "));
        String collisions =
                model.collisions().stream()
                        .map(c ->
                                CollisionLane.owners(c)
                                        + " at "
                                        + c.range().hex()
                                        + ": "
                                        + c.answer())
                        .collect(Collectors.joining("; "));
        return model.title()
                + ": "
                + columns
                + (collisions.isEmpty() ? "." : ". Collisions: " + collisions + ".");
    }
}
