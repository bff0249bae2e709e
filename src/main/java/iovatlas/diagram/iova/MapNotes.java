package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.IovaMapModel.Doorbell;

import java.util.ArrayList;
import java.util.List;

/// What a text drawing says below the map, since it has no room beside it: the collisions by their
/// marks, the doorbells, how to read the axis.
final class MapNotes {
    private final DrawingStyle style;
    private final IovaMapModel model;

    MapNotes(DrawingStyle style, IovaMapModel model) {
        this.style = style;
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
                            + collision.answer());
        }
        for (Doorbell doorbell : model.doorbells()) {
            String where =
                    doorbell.iova() == null
                            ? "not mapped"
                            : "mapped at "
                                    + doorbell.iova().first().hex()
                                    + " for "
                                    + DoorbellLane.use(doorbell);
            notes.add(
                    "doorbell page of "
                            + doorbell.controller()
                            + " at "
                            + doorbell.page().hex()
                            + ": "
                            + where);
        }
        return notes;
    }
}
