package iovatlas.document.yaml;

import java.util.ArrayList;
import java.util.List;

/// Finds characters of a text by line and column and the other way round. Columns count Unicode
/// characters.
final class TextPlaces {
    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    TextPlaces(String text) {
        this.text = text;
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !pair)) {
                starts.add(i + 1);
            }
        }
    }

    /// The character at a position, 0 behind the end of the text.
    int characterAt(Position at) {
        if (at.line() > starts.size()) {
            return 0;
        }
        int offset = starts.get(at.line() - 1);
        for (int column = 1; column < at.column() && offset < text.length(); column++) {
            offset += Character.charCount(text.codePointAt(offset));
        }
        return offset < text.length() ? text.codePointAt(offset) : 0;
    }

    /// The position of a character.
    ///
    /// @param index 0-based, counting Unicode characters from the start of the text
    Position of(int index) {
        int offset =
                text.offsetByCodePoints(
                        0, Math.min(Math.max(index, 0), text.codePointCount(0, text.length())));
        int line = starts.size();
        while (starts.get(line - 1) > offset) {
            line--;
        }
        return new Position(line, text.codePointCount(starts.get(line - 1), offset) + 1);
    }
}
