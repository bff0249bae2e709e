package iovatlas.document;

import iovatlas.atlas.Layout;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The file beside a document, `NAME.layout.yaml`, that holds where somebody moved parts of its
/// drawing to, so that moving a box never changes the document.
public final class LayoutFile {
    private LayoutFile() {}

    /// The file that holds the layout of a document.
    public static Path of(Path document) {
        return Beside.of(document, "", ".layout.yaml");
    }

    /// The layout that lies beside a document; empty when there is no such file.
    ///
    /// @throws IOException when the file cannot be read
    /// @throws DocumentError when it is no layout
    public static Optional<Layout> find(Path document) throws IOException {
        Path file = of(document);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > Limits.STANDARD.characters()) {
            throw new DocumentError("The layout is too large.", 1, 1);
        }
        try {
            return Optional.of(read(Files.readString(file)));
        } catch (CharacterCodingException e) {
            throw new DocumentError("The layout is no text in UTF-8.", 1, 1);
        }
    }

    /// Puts a layout beside a document. The file goes when nothing is moved any more; a file that is
    /// no layout is only replaced by one.
    ///
    /// @throws IOException when the folder does not take it; an older file is then untouched
    public static void write(Path document, Layout layout) throws IOException {
        if (!layout.isEmpty()) {
            AtomicFile.write(of(document), text(layout));
        } else if (isLayout(document)) {
            Files.delete(of(document));
        }
    }

    private static boolean isLayout(Path document) throws IOException {
        try {
            return find(document).isPresent();
        } catch (DocumentError _) {
            return false;
        }
    }

    /// The text of the file; the same layout always gives the same text.
    public static String text(Layout layout) {
        List<String> lines =
                layout.spots().entrySet().stream()
                        .map(entry -> LayoutForm.line(entry.getKey(), entry.getValue()))
                        .sorted()
                        .toList();
        StringBuilder out = new StringBuilder("format: 1\n");
        if (!lines.isEmpty()) {
            out.append("spots:\n");
            lines.forEach(line -> out.append(DocumentWriter.item("  ", line)));
        }
        return out.toString();
    }

    /// Reads the text of the file. Elements that the document no longer has may stand there.
    ///
    /// @throws DocumentError when the text is no layout
    public static Layout read(String text) {
        try {
            Node.Mapping root =
                    new NodeReader(Limits.STANDARD).read(DocumentReader.withoutMark(text));
            return LayoutForm.read(root);
        } catch (NodeError e) {
            throw new DocumentError(e, e.at().line(), e.at().column());
        }
    }
}
