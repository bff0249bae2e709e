package iovatlas.document.yaml;

import java.io.Reader;
import java.util.Objects;

/// Reads a text in blocks that never end between the two halves of a character.
///
/// The YAML scanner fetches a missing second half past the end of its own buffer (snakeyaml-engine
/// 3.0.1), so it must never meet one.
final class WholeCharacters extends Reader {
    private final String text;
    private int next;

    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (next == text.length()) {
            return -1;
        }
        int end = Math.min(next + length, text.length());
        boolean cut = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        if (cut && end - next > 1) {
            end--;
        }
        text.getChars(next, end, buffer, offset);
        int count = end - next;
        next = end;
        return count;
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}
