package iovatlas.document;

import iovatlas.document.part.AtlasReader;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;

/// Reads documents, also out of a mail.
public final class DocumentReader {
    private DocumentReader() {}

    /// Reads a document. The text may be the document itself, a mailbox with a document in a mail,
    /// or a reply that quotes one.
    ///
    /// @throws DocumentError when the text holds no document that can be read as a whole
    public static OpenDocument read(String text) {
        return read(text, Limits.STANDARD);
    }

    static OpenDocument read(String text, Limits limits) {
        EmbeddedText source = EmbeddedText.find(text);
        try {
            Node.Mapping root = new NodeReader(limits).read(withoutMark(source.text()));
            AtlasReader.Result result = AtlasReader.read(root, source::line);
            return new OpenDocument(result.atlas(), source, result.places());
        } catch (NodeError e) {
            throw new DocumentError(e, source.line(e.at().line()), source.column(e.at().column()));
        }
    }

    /// The text without the byte order mark that some editors put first.
    static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
