package iovatlas.export.pdf;

import iovatlas.diagram.FontRole;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/// The faces of the bundled font in one document. A face is read when first used; only the glyphs
/// that were used are embedded.
final class PdfFonts {
    private static final int REPLACEMENT = 0xfffd;

    private final PDDocument document;
    private final Map<String, PDType0Font> faces = new HashMap<>();
    private final Map<String, Map<Integer, Boolean>> known = new HashMap<>();

    PdfFonts(PDDocument document) {
        this.document = document;
    }

    PDType0Font face(FontRole role) throws IOException {
        PDType0Font face = faces.get(role.face());
        if (face == null) {
            face = read(role.face());
            faces.put(role.face(), face);
        }
        return face;
    }

    /// The text in characters that the face has.
    String printable(FontRole role, String text) throws IOException {
        PDType0Font face = face(role);
        Map<Integer, Boolean> tried = known.computeIfAbsent(role.face(), _ -> new HashMap<>());
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c ->
                        out.appendCodePoint(
                                tried.computeIfAbsent(c, code -> has(face, code))
                                        ? c
                                        : REPLACEMENT));
        return out.toString();
    }

    /// The width of a line in drawing units.
    double width(FontRole role, String printable) throws IOException {
        return face(role).getStringWidth(printable) / 1000.0 * role.size();
    }

    private static boolean has(PDType0Font face, int code) {
        try {
            face.encode(Character.toString(code));
            return true;
        } catch (IllegalArgumentException | IOException absent) {
            return false;
        }
    }

    private PDType0Font read(String name) throws IOException {
        String resource = "/fonts/" + name + ".ttf";
        try (InputStream in = PdfFonts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its font " + resource);
            }
            return PDType0Font.load(document, in, true);
        }
    }
}
