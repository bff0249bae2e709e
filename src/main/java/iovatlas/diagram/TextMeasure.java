package iovatlas.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/// How much room a text takes, in the units of a drawing.
public interface TextMeasure {

    /// The width of one line.
    double width(String text, FontRole font);

    /// From the top of a line to its baseline.
    double ascent(FontRole font);

    /// From the top of a line to the top of the next.
    double lineHeight(FontRole font);

    /// The mark of a text that was cut.
    String ellipsis();

    /// The text if it fits, otherwise its longest beginning with an ellipsis that does; empty when
    /// not even the ellipsis fits.
    default String elide(String text, FontRole font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (width(cut(text, middle), font) <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 0 ? "" : cut(text, low);
    }

    /// The text broken at blanks into lines that fit; a word that is too wide is elided.
    default List<String> wrap(String text, FontRole font, double width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || width(longer, font) <= width) {
                line.setLength(0);
                line.append(longer);
            } else {
                lines.add(elide(line.toString(), font, width));
                line.setLength(0);
                line.append(word);
            }
        }
        if (!line.isEmpty()) {
            lines.add(elide(line.toString(), font, width));
        }
        return lines;
    }

    private String cut(String text, int length) {
        int end =
                length > 0 && Character.isHighSurrogate(text.charAt(length - 1))
                        ? length - 1
                        : length;
        return text.substring(0, end).stripTrailing() + ellipsis();
    }

    /// Measures with the bundled font: pixels at scale 1.
    static TextMeasure bundled() {
        return FontMetricsTable.BUNDLED;
    }

    /// Measures in character cells, as [AsciiText] spells the text.
    static TextMeasure cells() {
        return CellMeasure.INSTANCE;
    }
}
