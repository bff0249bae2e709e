package iovatlas.diagram.topology;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The columns of the table beside an outline: only those in which something stands, each as wide as
/// its widest entry, within a limit.
final class OutlineColumns {
    private static final double MOST_PIXELS = 220;
    private static final int MOST_CELLS = 12;

    private final DrawingStyle style;
    private final List<Column> columns = new ArrayList<>();

    OutlineColumns(DrawingStyle style, List<MachineNode> nodes) {
        this.style = style;
        add("group", nodes, node -> node.ungrouped() ? "none" : node.groupText());
        add("IOMMU", nodes, node -> node.iommu() == null ? "" : node.iommu());
        add("stream", nodes, MachineNode::streams);
        add("in", nodes, MachineNode::space);
    }

    /// One column.
    ///
    /// @param width of its widest entry or its title
    record Column(String title, double width, Function<MachineNode, String> entry) {}

    private void add(String title, List<MachineNode> nodes, Function<MachineNode, String> entry) {
        double width = 0;
        for (MachineNode node : nodes) {
            width = Math.max(width, style.width(entry.apply(node), FontRole.SMALL));
        }
        if (width > 0) {
            double wanted = Math.max(width, style.width(title, FontRole.SMALL));
            double most = style.pick(MOST_PIXELS, MOST_CELLS);
            columns.add(new Column(title, style.up(Math.min(wanted, most)), entry));
        }
    }

    List<Column> columns() {
        return columns;
    }

    double gap() {
        return style.pick(22, 2);
    }

    double width() {
        double width = 0;
        for (Column column : columns) {
            width += column.width() + gap();
        }
        return width;
    }
}
