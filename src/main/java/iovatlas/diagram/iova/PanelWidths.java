package iovatlas.diagram.iova;

import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.IovaMapModel.Column;

/// How wide the columns of a map are, before anything else is measured.
final class PanelWidths {
    static final double MEMORY = 168;
    static final double DOMAIN = 212;
    static final double GAP = 36;

    private static final double LEAST = 118;
    private static final double ADDRESSES = 136;

    /// Strips in one lane with the gaps around them.
    private static final double STRIPS = 34;

    private static final double BEFORE_DOORBELLS = 30;
    private static final int MOST_CELLS = 36;
    private static final int LEAST_CELLS = 10;

    private PanelWidths() {}

    /// The width of a column.
    static double column(IovaMapModel model, Column.Kind kind, DrawingStyle style) {
        double wished = kind == Column.Kind.MEMORY ? MEMORY : DOMAIN;
        return Math.min(style.pick(wished, MOST_CELLS), most(model, style));
    }

    /// The width that a label may have in the narrowest column.
    static double label(IovaMapModel model, DrawingStyle style) {
        double narrowest = style.pick(DOMAIN, MOST_CELLS);
        for (Column column : model.columns()) {
            narrowest = Math.min(narrowest, column(model, column.kind(), style));
        }
        return narrowest - style.pick(20, 4);
    }

    /// The width that each column may have so that all stay within the style's width.
    private static double most(IovaMapModel model, DrawingStyle style) {
        if (Double.isInfinite(style.maximumWidth())) {
            return DOMAIN;
        }
        boolean collisions = !model.collisions().isEmpty();
        double fixed =
                style.isCells()
                        ? style.margin() + digits(model) + 1 + (collisions ? 6 : 0)
                        : ADDRESSES
                                + 2 * style.margin()
                                + callouts(model, style)
                                + doorbells(model, style);
        int count = Math.max(1, model.columns().size());
        double gaps = (count - 1) * style.pick(GAP, 1);
        double each = Math.floor((style.maximumWidth() - fixed - gaps) / count);
        return Math.max(each, style.pick(LEAST, LEAST_CELLS));
    }

    private static double callouts(IovaMapModel model, DrawingStyle style) {
        double width = CollisionLane.calloutWidth(model.collisions(), style);
        return width == 0 ? 0 : width + STRIPS;
    }

    private static double doorbells(IovaMapModel model, DrawingStyle style) {
        return model.doorbells().isEmpty()
                ? 0
                : DoorbellLane.width(model.doorbells(), style) + BEFORE_DOORBELLS;
    }

    private static int digits(IovaMapModel model) {
        long last = model.range().last().unsignedBits();
        int needed = (64 - Long.numberOfLeadingZeros(last) + 3) / 4;
        return 2 + Math.max(8, (needed + 3) / 4 * 4);
    }
}
