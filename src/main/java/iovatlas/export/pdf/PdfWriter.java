package iovatlas.export.pdf;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.util.Matrix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes drawings as a PDF file, a page each.
public final class PdfWriter {
    /// A drawing unit is a pixel of CSS: 96 of them are an inch, which has 72 points.
    private static final double POINTS_PER_UNIT = 0.75;

    /// No side of a page may be longer: PDF 1.7, annex C.
    private static final double MOST_POINTS = 14_400;

    private PdfWriter() {}

    /// The whole file.
    ///
    /// @param title of the document
    /// @param drawings one a page
    public static byte[] write(String title, List<Drawing> drawings, Palette palette) {
        try (var document = new PDDocument()) {
            // Without it the file's id would be made from the clock.
            document.setDocumentId(1L);
            describe(document, title, drawings);
            var fonts = new PdfFonts(document);
            for (Drawing drawing : drawings) {
                page(document, fonts, drawing, palette);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory could not be written", e);
        }
    }

    private static void describe(PDDocument document, String title, List<Drawing> drawings) {
        var information = new PDDocumentInformation();
        information.setTitle(title);
        information.setSubject(
                String.join(" ", drawings.stream().map(Drawing::description).toList()));
        information.setProducer("IOVAtlas");
        document.setDocumentInformation(information);
        document.getDocumentCatalog().setLanguage("en");
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private static void page(PDDocument document, PdfFonts fonts, Drawing drawing, Palette palette)
            throws IOException {
        double longest = Math.max(1, Math.max(drawing.width(), drawing.height()));
        double scale = Math.min(POINTS_PER_UNIT, MOST_POINTS / longest);
        float width = (float) (Math.max(1, drawing.width()) * scale);
        float height = (float) (Math.max(1, drawing.height()) * scale);
        var page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            // Drawings count downwards from the top, pages upwards from the bottom.
            content.transform(new Matrix((float) scale, 0, 0, (float) -scale, 0, height));
            var painter = new PdfPainter(content, fonts, palette);
            painter.ground(drawing.width(), drawing.height(), Ink.BACKGROUND);
            for (Shape shape : drawing.shapes()) {
                painter.paint(shape);
            }
        }
    }
}
