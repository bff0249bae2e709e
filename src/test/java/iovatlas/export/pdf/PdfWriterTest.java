package iovatlas.export.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Theme;
import iovatlas.diagram.layout.Area;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class PdfWriterTest {

    private final Sheet sheet = new Sheet(DrawingStyle.pixels());

    private byte[] written(double width, double height) {
        Drawing drawing = sheet.finish("A title", "What it shows.", width, height);
        return PdfWriter.write("A document", List.of(drawing), Theme.LIGHT);
    }

    @Test
    void keepsTextSearchable() throws IOException {
        sheet.text(10, 10, "vm0-ram \u2192 d0 \u00d7 SW_MSI", FontRole.LABEL, Ink.TEXT, null);
        sheet.text(10, 40, "0x08000000", FontRole.MONO_STRONG, Ink.TEXT, null);
        try (PDDocument document = Loader.loadPDF(written(300, 100))) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("vm0-ram \u2192 d0 \u00d7 SW_MSI")
                    .contains("0x08000000");
        }
    }

    @Test
    void embedsOnlyWhatItUsesOfTheFont() throws IOException {
        sheet.text(10, 10, "abc", FontRole.LABEL, Ink.TEXT, null);
        byte[] bytes = written(300, 100);
        assertThat(bytes).hasSizeLessThan(30_000);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            var resources = document.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+DejaVuSans");
            }
        }
    }

    @Test
    void writesTheSameBytesForTheSameDrawing() {
        sheet.text(10, 10, "again", FontRole.STRONG, Ink.TEXT, null);
        sheet.box(
                new Area(5, 5, 100, 40),
                Look.NODE.withPattern(Ink.PURPLE, Pattern.CROSS_HATCH),
                null,
                "");
        assertThat(written(200, 80)).isEqualTo(written(200, 80));
    }

    @Test
    void pageHasTheSizeOfTheDrawingInPoints() throws IOException {
        try (PDDocument document = Loader.loadPDF(written(400, 200))) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(300f);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(150f);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A document");
            assertThat(document.getDocumentInformation().getCreationDate()).isNull();
        }
    }

    @Test
    void shrinksWhatNoPageCanHold() throws IOException {
        try (PDDocument document = Loader.loadPDF(written(60_000, 100))) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(14_400f);
        }
    }

    @Test
    void showsAMarkForCharactersThatTheFontLacks() throws IOException {
        sheet.text(10, 10, "a\u4e00b\tc", FontRole.LABEL, Ink.TEXT, null);
        try (PDDocument document = Loader.loadPDF(written(300, 100))) {
            assertThat(new PDFTextStripper().getText(document)).startsWith("a\ufffdb");
        }
    }

    @Test
    void drawsEveryKindOfMark() throws IOException {
        for (Shape.Sign.Kind kind : Shape.Sign.Kind.values()) {
            sheet.add(new Shape.Sign(20, 20, 10, kind, Ink.TEXT, null));
        }
        sheet.add(new Shape.Break(5, 50, 90, Ink.MUTED));
        sheet.line(Sheet.Stroke.dashed(Ink.OUTLINE, 1).withArrow(), null, 5, 5, 50, 5, 50, 30);
        for (Pattern pattern : Pattern.values()) {
            sheet.box(new Area(5, 60, 60, 20), Look.NODE.withPattern(Ink.SKY, pattern), null, "");
        }
        try (PDDocument document = Loader.loadPDF(written(100, 100))) {
            assertThat(document.getPage(0).getContentStreams().next().getLength()).isPositive();
        }
    }
}
