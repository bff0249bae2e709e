package iovatlas.diagram;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.HorizontalHeaderTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes `advances.txt` from the bundled fonts.
final class AdvanceTable {
    private static final List<String> FACES =
            List.of("DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold");
    private static final int[][] BLOCKS = {
        {0x20, 0x7e},
        {0xa0, 0x17f},
        {0x391, 0x3c9},
        {0x2010, 0x2027},
        {0x2190, 0x21af},
        {0x2208, 0x2212},
        {0x2260, 0x2265},
        {0x25a0, 0x25cf}
    };
    private static final int PER_LINE = 16;

    private AdvanceTable() {}

    /// Writes the table anew: `AdvanceTable FONTS_FOLDER OUTPUT`.
    static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[1]), text(Path.of(arguments[0])));
    }

    static String text(Path fonts) throws IOException {
        var out = new StringBuilder("# Advance widths of the fonts in assets/fonts\n");
        for (String face : FACES) {
            Path file = fonts.resolve(face + ".ttf");
            try (var read = new RandomAccessReadBufferedFile(file.toFile());
                    TrueTypeFont font = new TTFParser().parse(read)) {
                append(out, face, font);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String face, TrueTypeFont font)
            throws IOException {
        HorizontalHeaderTable header = font.getHorizontalHeader();
        out.append(
                "face %s %d %d %d %d\n"
                        .formatted(
                                face,
                                font.getUnitsPerEm(),
                                header.getAscender(),
                                -header.getDescender(),
                                font.getAdvanceWidth(0)));
        CmapLookup characters = font.getUnicodeCmapLookup();
        for (int[] block : BLOCKS) {
            for (int code = block[0]; code <= block[1]; code++) {
                if ((code - block[0]) % PER_LINE == 0) {
                    out.append(code == block[0] ? "" : "\n").append("%04x".formatted(code));
                }
                out.append(' ').append(font.getAdvanceWidth(characters.getGlyphId(code)));
            }
            out.append('\n');
        }
    }
}
