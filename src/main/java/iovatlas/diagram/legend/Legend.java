package iovatlas.diagram.legend;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.layout.Area;

import java.util.List;
import java.util.Optional;

/// The legend of drawings: only what they show, in columns below each other.
public final class Legend {
    private static final String TITLE = "Legend";
    private static final double SWATCH = 30;

    private final DrawingStyle style;
    private final Sheet sheet;

    private Legend(DrawingStyle style) {
        this.style = style;
        this.sheet = new Sheet(style);
    }

    /// A drawing that says what the looks of the others mean; empty when they show nothing that
    /// needs a word.
    ///
    /// @param width how wide it may be, in the units of the style
    public static Optional<Drawing> of(List<Drawing> drawings, DrawingStyle style, double width) {
        List<LegendEntry> shown =
                Vocabulary.entries().stream()
                        .filter(entry -> !style.isCells() || entry.isToldInCells())
                        .filter(entry -> drawings.stream().anyMatch(entry::isIn))
                        .toList();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Legend(style).draw(shown, width));
    }

    private Drawing draw(List<LegendEntry> entries, double width) {
        double swatch = style.pick(SWATCH + 10, 7);
        double column = 0;
        for (LegendEntry entry : entries) {
            column = Math.max(column, swatch + style.width(entry.text(), FontRole.SMALL));
        }
        column = style.up(column + style.pick(24, 2));
        double top = style.pick(style.margin(), 0);
        sheet.text(style.margin(), top, TITLE, FontRole.STRONG, Ink.TEXT, null);
        double first = style.up(top + style.lineHeight(FontRole.STRONG) + style.pick(6, 0));
        int columns = (int) Math.max(1, Math.floor((width - 2 * style.margin()) / column));
        int rows = (entries.size() + columns - 1) / columns;
        double step = style.pick(22, 1);
        for (int i = 0; i < entries.size(); i++) {
            double x = style.margin() + Math.floorDiv(i, rows) * column;
            entry(entries.get(i), x, first + i % rows * step, x + swatch);
        }
        int used = (entries.size() + rows - 1) / rows;
        double right = style.margin() + used * column;
        return sheet.finish(TITLE, "", right, first + rows * step + style.pick(6, 0));
    }

    private void entry(LegendEntry entry, double x, double y, double textX) {
        switch (entry) {
            case LegendEntry.OfBox(Look look, String letter, _) -> swatch(look, letter, x, y);
            case LegendEntry.OfSign(var kind, Ink ink, _) ->
                    sheet.sign(x, y, FontRole.SMALL, kind, ink, style.signSize());
        }
        sheet.text(textX, y, entry.text(), FontRole.SMALL, Ink.TEXT, null);
    }

    private void swatch(Look look, String letter, double x, double y) {
        if (style.isCells()) {
            sheet.text(x, y, cells(look, letter), FontRole.LABEL, Ink.TEXT, null);
            return;
        }
        boolean bar = look.stroke() == Ink.NONE;
        double line = style.lineHeight(FontRole.SMALL);
        Area area = bar ? new Area(x, y + line / 2 - 2, SWATCH, 4) : new Area(x, y, SWATCH, line);
        sheet.box(area, look.withRadius(Math.min(4, look.radius())), null, "");
        if (!letter.isEmpty()) {
            double wide = style.width(letter, FontRole.SMALL) + 4;
            sheet.box(new Area(x + 3, y + 1, wide, line - 2), Look.PLATE, null, "");
            sheet.text(x + 5, y, letter, FontRole.SMALL, Ink.TEXT, null);
        }
    }

    /// What a box looks like in characters.
    private static String cells(Look look, String letter) {
        String inside =
                look.pattern() == Pattern.SOLID
                        ? "   "
                        : String.valueOf(look.pattern().fill()).repeat(3);
        String edge = look.dashed() ? ":" : "|";
        return letter.isEmpty() ? edge + inside + edge : "[" + letter + "]";
    }
}
