package iovatlas.export.png;

import iovatlas.diagram.FontRole;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The outlines of the bundled font's glyphs. Faces are read when first used and kept; outlines are
/// made once a glyph.
final class GlyphOutlines {
    private static final GlyphOutlines BUNDLED = new GlyphOutlines();

    private final Map<String, Face> faces = new ConcurrentHashMap<>();

    private GlyphOutlines() {}

    static GlyphOutlines bundled() {
        return BUNDLED;
    }

    /// The outline of a line of text that starts at 0, 0 on its baseline, and its width.
    Line line(String text, FontRole font) {
        Face face = faces.computeIfAbsent(font.face(), GlyphOutlines::read);
        return face.line(text, font.size());
    }

    /// A line of text as one path.
    record Line(Path2D path, double width) {}

    private static Face read(String name) {
        String resource = "/fonts/" + name + ".ttf";
        try (InputStream in = GlyphOutlines.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its font " + resource);
            }
            TrueTypeFont font =
                    new TTFParser(false).parse(new RandomAccessReadBuffer(in.readAllBytes()));
            return new Face(font);
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + resource + " is unreadable", e);
        }
    }

    private static final class Face {
        private final TrueTypeFont font;
        private final CmapLookup characters;
        private final double unitsPerEm;
        private final Map<Integer, Path2D> outlines = new ConcurrentHashMap<>();

        Face(TrueTypeFont font) throws IOException {
            this.font = font;
            this.characters = font.getUnicodeCmapLookup();
            this.unitsPerEm = font.getUnitsPerEm();
        }

        // FontBox reads glyphs through one cursor of the font file.
        synchronized Line line(String text, int size) {
            double scale = size / unitsPerEm;
            var path = new Path2D.Double();
            double x = 0;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int glyph = characters.getGlyphId(text.codePointAt(i));
                var place = new AffineTransform(scale, 0, 0, -scale, x, 0);
                path.append(outline(glyph).getPathIterator(place), false);
                x += advance(glyph) * scale;
            }
            return new Line(path, x);
        }

        private Path2D outline(int glyph) {
            return outlines.computeIfAbsent(glyph, this::readOutline);
        }

        private Path2D readOutline(int glyph) {
            try {
                GlyphData data = font.getGlyph().getGlyph(glyph);
                return data == null ? new Path2D.Double() : data.getPath();
            } catch (IOException e) {
                throw new UncheckedIOException("glyph " + glyph + " is unreadable", e);
            }
        }

        private int advance(int glyph) {
            try {
                return font.getAdvanceWidth(glyph);
            } catch (IOException e) {
                throw new UncheckedIOException("the width of glyph " + glyph + " is unreadable", e);
            }
        }
    }
}
