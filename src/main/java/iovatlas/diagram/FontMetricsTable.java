package iovatlas.diagram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// The advance widths of the bundled font, read from a small table beside this class, so that
/// nothing has to read a font file merely to lay out a picture.
///
/// The table holds a line `face NAME UNITS ASCENT DESCENT OTHER` for each face, OTHER being the
/// width of a character that is not listed, then lines `CODE WIDTH...`: the widths of the characters
/// from the hexadecimal code on.
final class FontMetricsTable implements TextMeasure {

    static final FontMetricsTable BUNDLED = read("advances.txt");

    /// Lines of text stand at this multiple of the font size.
    private static final double LEADING = 1.32;

    private final Map<FontRole, Face> faces;

    private FontMetricsTable(Map<FontRole, Face> faces) {
        this.faces = faces;
    }

    @Override
    public double width(String text, FontRole font) {
        Face face = face(font);
        long units = 0;
        for (int i = 0; i < text.length(); i++) {
            units += face.advance(text.charAt(i));
        }
        return (double) units * font.size() / face.unitsPerEm;
    }

    @Override
    public double ascent(FontRole font) {
        Face face = face(font);
        double glyphs = (double) (face.ascent + face.descent) / face.unitsPerEm;
        double above = (LEADING - glyphs) / 2;
        return font.size() * (above + (double) face.ascent / face.unitsPerEm);
    }

    @Override
    public double lineHeight(FontRole font) {
        return Math.round(font.size() * LEADING);
    }

    @Override
    public String ellipsis() {
        return "\u2026";
    }

    private Face face(FontRole font) {
        Face face = faces.get(font);
        if (face == null) {
            throw new IllegalStateException("no metrics for " + font);
        }
        return face;
    }

    private static FontMetricsTable read(String resource) {
        Map<String, Face> byName = new HashMap<>();
        try (InputStream in = FontMetricsTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its font metrics " + resource);
            }
            read(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)), byName);
        } catch (IOException e) {
            throw new UncheckedIOException("the font metrics " + resource + " are unreadable", e);
        }
        Map<FontRole, Face> faces = new EnumMap<>(FontRole.class);
        for (FontRole role : FontRole.values()) {
            Face face = byName.get(role.face());
            if (face == null) {
                throw new IllegalStateException("no metrics of " + role.face());
            }
            faces.put(role, face);
        }
        return new FontMetricsTable(faces);
    }

    private static void read(BufferedReader in, Map<String, Face> byName) throws IOException {
        Face face = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("face")) {
                face = Face.of(words);
                byName.put(words[1], face);
            } else if (face != null && !words[0].startsWith("#")) {
                face.put(words);
            }
        }
    }

    private static final class Face {
        private final int unitsPerEm;
        private final int ascent;
        private final int descent;
        private final int other;
        private final char[] advances = new char[0x2800];

        private Face(int unitsPerEm, int ascent, int descent, int other) {
            this.unitsPerEm = unitsPerEm;
            this.ascent = ascent;
            this.descent = descent;
            this.other = other;
        }

        static Face of(String[] words) {
            return new Face(
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    Integer.parseInt(words[5]));
        }

        void put(String[] words) {
            int code = Integer.parseInt(words[0], 16);
            for (int i = 1; i < words.length; i++) {
                advances[code + i - 1] = (char) Integer.parseInt(words[i]);
            }
        }

        int advance(char c) {
            int listed = c < advances.length ? advances[c] : 0;
            return listed == 0 ? other : listed;
        }
    }
}
