package iovatlas.diagram.legend;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape;

/// One thing that drawings show and what it means.
sealed interface LegendEntry {

    /// What it means.
    String text();

    /// Whether a drawing has it.
    boolean isIn(Drawing drawing);

    /// Whether a drawing in characters shows it: a plain outline there is any box.
    boolean isToldInCells();

    /// A kind of box.
    ///
    /// @param letter the letter code that stands on it, empty for none
    record OfBox(Look look, String letter, String text) implements LegendEntry {
        @Override
        public boolean isIn(Drawing drawing) {
            return drawing.shapes().stream().anyMatch(this::fits);
        }

        @Override
        public boolean isToldInCells() {
            return look.pattern() != Pattern.SOLID || (look.dashed() && look.fill() != Ink.SURFACE);
        }

        private boolean fits(Shape shape) {
            return shape instanceof Shape.Box box
                    && box.fill() == look.fill()
                    && box.pattern() == look.pattern()
                    && box.dashed() == look.dashed()
                    && (box.stroke() == look.stroke()
                            || (box.stroke() == Ink.ACCENT && look.stroke() != Ink.NONE));
        }
    }

    /// A sign.
    record OfSign(Shape.Sign.Kind kind, Ink ink, String text) implements LegendEntry {
        @Override
        public boolean isIn(Drawing drawing) {
            return drawing.shapes().stream()
                    .anyMatch(s -> s instanceof Shape.Sign sign && sign.kind() == kind);
        }

        @Override
        public boolean isToldInCells() {
            return true;
        }
    }
}
