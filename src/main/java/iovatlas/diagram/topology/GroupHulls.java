package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.TreePlan;
import iovatlas.diagram.topology.MachinePicture.FrameLabel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Draws the hulls of groups with their labels. A group in several pieces says in one of them why it
/// holds more than one function: where the words fit.
final class GroupHulls {
    private static final double LABEL_TOP = 3;
    private static final double LABEL_SIDE = 10;

    private final Sheet sheet;
    private final DrawingStyle style;
    private final Map<Integer, FrameLabel> labels;

    GroupHulls(Sheet sheet, MachinePicture picture) {
        this.sheet = sheet;
        this.style = sheet.style();
        this.labels = picture.frames();
    }

    /// Draws them and returns where they are.
    List<Area> draw(List<TreePlan.Frame> frames) {
        Map<Integer, TreePlan.Frame> reasoned = new HashMap<>();
        for (TreePlan.Frame frame : frames) {
            TreePlan.Frame before = reasoned.get(frame.number());
            if (before == null || (!fits(before) && fits(frame))) {
                reasoned.put(frame.number(), frame);
            }
        }
        List<Area> drawn = new ArrayList<>();
        for (TreePlan.Frame frame : frames) {
            drawn.add(draw(frame, frame.equals(reasoned.get(frame.number()))));
        }
        return drawn;
    }

    private FrameLabel label(TreePlan.Frame frame) {
        return Objects.requireNonNull(labels.get(frame.number()));
    }

    private boolean fits(TreePlan.Frame frame) {
        return frame.closed() || wanted(text(label(frame))) <= frame.area().width();
    }

    private double wanted(String text) {
        return style.up(style.width(text, FontRole.SMALL) + 2 * LABEL_SIDE);
    }

    private static String text(FrameLabel label) {
        return label.reason().isEmpty() ? label.text() : label.text() + " \u2014 " + label.reason();
    }

    private Area draw(TreePlan.Frame frame, boolean reasoned) {
        FrameLabel label = label(frame);
        String text = reasoned ? text(label) : label.text();
        Area area = frame.area();
        if (frame.closed() && wanted(text) > area.width()) {
            area = new Area(area.x(), area.y(), wanted(text), area.height());
        }
        Look look = label.selected() ? Look.HULL.withStroke(Ink.ACCENT, 1.4) : Look.HULL;
        sheet.box(area, look, label.element(), text(label));
        sheet.text(
                area.x() + LABEL_SIDE,
                area.y() + LABEL_TOP,
                style.text().elide(text, FontRole.SMALL, area.width() - 2 * LABEL_SIDE),
                FontRole.SMALL,
                Ink.MUTED,
                label.element());
        return area;
    }
}
