package iovatlas.ui.editor;

import iovatlas.diagram.layout.Area;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How several boxes are brought into line.
enum Alignment {
    LEFT("Align Left"),
    RIGHT("Align Right"),
    TOP("Align Top"),
    BOTTOM("Align Bottom"),
    /// Equal gaps from left to right; the outer two stay.
    ACROSS("Distribute Across"),
    /// Equal gaps from top to bottom; the outer two stay.
    DOWN("Distribute Down");

    private final String text;

    Alignment(String text) {
        this.text = text;
    }

    /// For the undo menu.
    String text() {
        return text;
    }

    /// How many boxes it takes to do anything.
    int least() {
        return switch (this) {
            case LEFT, RIGHT, TOP, BOTTOM -> 2;
            case ACROSS, DOWN -> 3;
        };
    }

    /// Where the boxes go.
    <T> Map<T, Area> of(Map<T, Area> boxes) {
        Area all = boxes.values().stream().reduce(Area::union).orElseThrow();
        Map<T, Area> placed = new LinkedHashMap<>();
        switch (this) {
            case LEFT -> boxes.forEach((id, a) -> placed.put(id, a.movedBy(all.x() - a.x(), 0)));
            case RIGHT ->
                    boxes.forEach((id, a) -> placed.put(id, a.movedBy(all.right() - a.right(), 0)));
            case TOP -> boxes.forEach((id, a) -> placed.put(id, a.movedBy(0, all.y() - a.y())));
            case BOTTOM ->
                    boxes.forEach(
                            (id, a) -> placed.put(id, a.movedBy(0, all.bottom() - a.bottom())));
            case ACROSS -> spread(boxes, all, true, placed);
            case DOWN -> spread(boxes, all, false, placed);
        }
        return placed;
    }

    private static <T> void spread(
            Map<T, Area> boxes, Area all, boolean across, Map<T, Area> placed) {
        List<T> order = new ArrayList<>(boxes.keySet());
        Comparator<Area> byMiddle =
                Comparator.comparingDouble(across ? Area::middleX : Area::middleY);
        order.sort(Comparator.comparing(id -> boxes.getOrDefault(id, all), byMiddle));
        double taken = 0;
        for (Area area : boxes.values()) {
            taken += across ? area.width() : area.height();
        }
        double gap = ((across ? all.width() : all.height()) - taken) / (boxes.size() - 1);
        double next = across ? all.x() : all.y();
        for (T id : order) {
            Area area = boxes.getOrDefault(id, all);
            double move = Math.rint(next) - (across ? area.x() : area.y());
            placed.put(id, across ? area.movedBy(move, 0) : area.movedBy(0, move));
            next += (across ? area.width() : area.height()) + gap;
        }
    }
}
