package iovatlas.diagram.msi;

import iovatlas.diagram.DrawingStyle;

/// How the stations of a strip are laid out: how wide a box is, how many stand in a row, how much
/// they tell.
///
/// @param detail how much a box tells
/// @param width of every box, in units
/// @param gap between two boxes of a row
/// @param perRow boxes in a row
/// @param left where the first box begins
record StripLayout(Detail detail, double width, double gap, int perRow, double left) {

    /// How much a box tells.
    enum Detail {
        FULL(5, 3),
        SHORT(2, 1);

        private final int fields;
        private final int sightings;

        Detail(int fields, int sightings) {
            this.fields = fields;
            this.sightings = sightings;
        }

        int fields() {
            return fields;
        }

        int sightings() {
            return sightings;
        }
    }

    /// Wider than this, a strip without limits is wrapped: it has to be read on a page.
    private static final double PAGE = 1080;

    /// Room for the arrow that leaves a row and the one that enters the next.
    private static final double STUB = 10;

    private static final double STUB_CELLS = 2;
    private static final double LEAST_SHORT = 70;

    /// Pixels between two boxes: as many as can be had, as few as show an arrow.
    private static final double WIDE = 34;

    private static final double NARROW = 9;

    /// Boxes as wide as their content asks for, in as many rows as it takes.
    static StripLayout full(DrawingStyle style, int count, double wanted) {
        double gap = style.pick(WIDE, 3);
        double width = Math.min(wanted, room(style, 0));
        return rows(style, Detail.FULL, count, width, gap);
    }

    /// One row of narrow boxes if that is possible at all, else rows.
    static StripLayout brief(DrawingStyle style, int count, double wanted) {
        double spare = (room(style, 0) - count * wanted) / Math.max(1, count - 1);
        double gap = style.pick(Math.clamp(Math.floor(spare), NARROW, WIDE), 3);
        double squeezed = Math.floor((room(style, 0) + gap) / Math.max(1, count) - gap);
        double least = style.pick(LEAST_SHORT, 18);
        if (squeezed >= least) {
            return rows(style, Detail.SHORT, count, Math.min(wanted, squeezed), gap);
        }
        return rows(style, Detail.SHORT, count, Math.min(wanted, room(style, 0)), gap);
    }

    private static StripLayout rows(
            DrawingStyle style, Detail detail, int count, double width, double gap) {
        int all = Math.max(1, count);
        int inOne = fitting(room(style, 0), width, gap, all);
        double stub = style.pick(STUB, STUB_CELLS);
        int perRow = inOne;
        if (inOne < all) {
            int fitting = fitting(room(style, 2 * stub), width, gap, all);
            int rows = (all + fitting - 1) / fitting;
            perRow = (all + rows - 1) / rows;
        }
        double left = style.margin() + (perRow < all && perRow > 1 ? stub : 0);
        double spread = width;
        if (style.isCells() && perRow < all) {
            spread = Math.floor((room(style, 2 * stub) + gap) / perRow - gap);
        }
        return new StripLayout(detail, spread, gap, perRow, left);
    }

    private static int fitting(double room, double width, double gap, int count) {
        return (int) Math.clamp(Math.floor((room + gap) / (width + gap)), 1, count);
    }

    private static double room(DrawingStyle style, double less) {
        double most = Math.min(style.maximumWidth(), style.pick(PAGE, style.maximumWidth()));
        return most - style.margin() - style.pick(style.margin(), 0) - less;
    }

    /// The right side of a full row.
    double right() {
        return left + perRow * (width + gap) - gap;
    }
}
