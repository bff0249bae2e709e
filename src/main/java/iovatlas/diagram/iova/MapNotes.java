package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.IovaMapModel.Doorbell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a text drawing says below the map, since it has no room beside it: the collisions by their
/// marks, the doorbells, how to read the axis.
final class MapNotes {
    private final DrawingStyle style;
    private final IovaMapModel model;
    private final IovaMapOptions options;

    MapNotes(DrawingStyle style, IovaMapModel model, IovaMapOptions options) {
        this.style = style;
        this.options = options;
        this.model = model;
    }

    /// Draws the lines from `top` on and returns where they end.
    double draw(Sheet sheet, double top) {
        double y = top;
        for (String note : notes()) {
            boolean first = true;
            for (String line : style.text().wrap(note, FontRole.SMALL, style.maximumWidth() - 5)) {
                sheet.text(first ? 1 : 4, y, line, FontRole.SMALL, Ink.TEXT, null);
                y++;
                first = false;
            }
        }
        return y;
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        for (int i = 0; i < model.collisions().size(); i++) {
            Collision collision = model.collisions().get(i);
            notes.add(
                    CollisionLane.mark(i)
                            + " "
                            + CollisionLane.title(collision).replace("  ", " ")
                            + ": "
                            + CollisionLane.owners(collision)
                            + ", "
                            + collision.range().hex()
                            + ", "
                            + collision.answer()
                            + ": "
                            + collision.consequence());
        }
        AddressRange<Iova> viewport = options.viewport();
        String elsewhere =
                viewport == null ? "" : CollisionLane.elsewhere(model.collisions(), viewport);
        if (!elsewhere.isEmpty()) {
            notes.add(elsewhere);
        }
        for (Doorbell doorbell : model.doorbells()) {
            String where =
                    doorbell.uses().isEmpty()
                            ? "not mapped"
                            : "mapped for "
                                    + DoorbellLane.use(doorbell)
                                    + " at "
                                    + doorbell.uses().stream()
                                            .map(use -> use.iova().first().hex())
                                            .distinct()
                                            .collect(Collectors.joining(", "));
            notes.add(
                    "doorbell page of "
                            + doorbell.controller()
                            + " at "
                            + doorbell.page().hex()
                            + ": "
                            + where);
        }
        notes.add(reading());
        return notes;
    }

    /// How to read the map: direction, scale, and unless a legend says it, the letters and marks.
    String reading() {
        String scale =
                options.mode() == AxisMode.BROKEN
                        ? "each stretch has its own scale"
                        : options.mode().word() + " scale";
        String direction = options.lowAtBottom() ? "upwards" : "downwards";
        var text = new StringBuilder("addresses grow " + direction + ", " + scale);
        if (!style.explained()) {
            letters().forEach((letter, meaning) -> text.append("; [" + letter + "] " + meaning));
            if (!style.isCells()) {
                text.append(marks());
            }
        }
        return text.toString();
    }

    private Map<String, String> letters() {
        var letters = new TreeMap<String, String>();
        for (IovaMapModel.Column column : model.columns()) {
            for (IovaItem item : column.items()) {
                String letter = ItemLook.of(item.kind()).letter();
                if (!letter.isEmpty()) {
                    letters.put(letter, ItemLook.meaning(item.kind()));
                }
            }
        }
        return letters;
    }

    /// What the signs of the callouts mean, of those that are there.
    private String marks() {
        return model.collisions().stream()
                .map(Collision::kind)
                .distinct()
                .sorted()
                .map(kind -> "; " + kind.sign().word() + ": " + kind.word())
                .collect(Collectors.joining());
    }
}
