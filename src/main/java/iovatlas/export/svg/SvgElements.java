package iovatlas.export.svg;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A StAX writer with one element a line and numbers in a fixed format. What it writes goes to
/// memory, so a failure to write is a mistake of this program.
final class SvgElements {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /// @param alone whether it is a file of its own, with an XML declaration
    SvgElements(boolean alone) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            if (alone) {
                xml.writeStartDocument("UTF-8", "1.0");
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /// At most two decimals, no trailing zeros, never an exponent or "-0".
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    SvgElements open(String name) {
        try {
            xml.writeCharacters("\n");
            xml.writeStartElement(name);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    SvgElements attribute(String name, String value) {
        try {
            xml.writeAttribute(name, printable(value));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    SvgElements attribute(String name, double value) {
        return attribute(name, number(value));
    }

    /// The attribute only when it differs from its default.
    SvgElements attributeUnless(double standard, String name, double value) {
        return value == standard ? this : attribute(name, value);
    }

    SvgElements characters(String value) {
        try {
            xml.writeCharacters(printable(value));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /// An element with text only; left out when the text is empty.
    void textElement(String name, String value) {
        if (!value.isEmpty()) {
            try {
                xml.writeStartElement(name);
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
            characters(value).close();
        }
    }

    void close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    String finish() {
        try {
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        // StAX writes empty elements with an end tag; in text and attributes ">" is never bare.
        return text.toString().replace("\"></rect>", "\"/>").replace("\"></path>", "\"/>");
    }

    /// XML 1.0 has no spelling for control characters and lone surrogates.
    private static String printable(String value) {
        return value.chars().allMatch(SvgElements::isPlain) ? value : replaced(value);
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0xd800;
    }

    private static String replaced(String value) {
        var out = new StringBuilder();
        value.codePoints()
                .forEach(c ->
                        out.appendCodePoint(
                                c < ' ' || (c >= 0xd800 && c < 0xe000) || c == 0xfffe || c == 0xffff
                                        ? c == '\n' ? '\n' : ' '
                                        : c));
        return out.toString();
    }
}
