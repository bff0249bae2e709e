package iovatlas.export.svg;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.FontRole;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;
import iovatlas.diagram.Theme;
import iovatlas.diagram.layout.Area;
import iovatlas.topology.ElementId;

import org.junit.jupiter.api.Test;

import java.io.StringReader;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

class SvgWriterTest {

    private static Drawing drawing() {
        var sheet = new Sheet(DrawingStyle.pixels());
        var element = new ElementId.OfGroup(6);
        sheet.box(
                new Area(10, 10, 80.333, 30),
                Look.NODE.withPattern(Ink.PURPLE, Pattern.CROSS_HATCH),
                element,
                "tip & more");
        sheet.box(new Area(10, 50, 80, 30), Look.HULL, element, "");
        sheet.line(Stroke.dashed(Ink.ACCENT, 2).withArrow(), null, 0, 0, 20, 0, 20, 40);
        sheet.text(10, 10, "a <b> & \u2192  c", FontRole.MONO_STRONG, Ink.TEXT, null);
        sheet.sign(5, 5, FontRole.LABEL, Shape.Sign.Kind.CHECK, Ink.GOOD_TEXT, 9);
        sheet.add(new Shape.Break(0, 60, 90, Ink.MUTED));
        return sheet.finish("title", "desc", 100, 90);
    }

    @Test
    void writesPresentationAttributesOnlyWithTitleAndSize() throws XMLStreamException {
        String svg = SvgWriter.write(drawing(), Theme.LIGHT);
        assertThat(svg)
                .contains("<title>title</title><desc>desc</desc>")
                .contains("width=\"100\" height=\"90\" viewBox=\"0 0 100 90\"")
                .contains("sans-serif", "monospace")
                .doesNotContain("class=", "style=", "<script", "<style", "foreignObject", "<image");
        XMLStreamReader reader =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(svg));
        int elements = 0;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                elements++;
            }
        }
        assertThat(elements).isGreaterThan(10);
    }

    @Test
    void idsAreStableAndGivenOnce() {
        String svg = SvgWriter.write(drawing(), Theme.LIGHT);
        assertThat(svg).containsOnlyOnce("id=\"group-6\"").containsOnlyOnce("id=\"group-6.2\"");
        assertThat(SvgWriter.inline(drawing(), Theme.LIGHT, "p1-"))
                .contains("id=\"p1-group-6\"", "url(#p1-purple-cross-hatch)");
    }

    @Test
    void numbersHaveAFixedFormat() {
        assertThat(SvgElements.number(80.333)).isEqualTo("80.33");
        assertThat(SvgElements.number(-0.0001)).isEqualTo("0");
        assertThat(SvgElements.number(1e7)).isEqualTo("10000000");
        assertThat(SvgElements.number(2.50)).isEqualTo("2.5");
    }

    @Test
    void sameBytesForTheSameDrawing() {
        assertThat(SvgWriter.write(drawing(), Theme.DARK))
                .isEqualTo(SvgWriter.write(drawing(), Theme.DARK))
                .isNotEqualTo(SvgWriter.write(drawing(), Theme.PRINT));
    }

    @Test
    void charactersThatXmlCannotSpellBecomeBlanks() throws XMLStreamException {
        var sheet = new Sheet(DrawingStyle.pixels());
        sheet.text(0, 0, "bell\u0007 lone \ud800 end", FontRole.LABEL, Ink.TEXT, null);
        String svg = SvgWriter.write(sheet.finish("t", "", 10, 10), Theme.LIGHT);
        XMLStreamReader reader =
                XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(svg));
        while (reader.hasNext()) {
            reader.next();
        }
        assertThat(svg).contains("bell").doesNotContain("\u0007", "\ud800");
    }
}
