package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;

import java.util.Set;

/// Writes documents: the same atlas always gives the same text.
public final class DocumentWriter {
    private DocumentWriter() {}

    /// The document of an atlas, in the order and spelling of this program.
    public static String write(Atlas atlas) {
        StringBuilder out = new StringBuilder();
        for (AtlasText.Part part : new AtlasText(atlas, Set.of()).parts()) {
            write(out, part);
        }
        return out.toString();
    }

    /// The text of a document after a change of its value. What did not change keeps its bytes:
    /// comments, blanks, the order of keys, line ends. An item that changed keeps the comments above
    /// and behind it.
    ///
    /// @return the document alone, also when the original stood in a mail
    public static String rewrite(OpenDocument original, Atlas changed) {
        String plain = write(changed);
        return new DocumentRewriter(original, changed)
                .run()
                .filter(text -> says(text, plain))
                .orElse(plain);
    }

    /// Whether a text reads as the same document. Keeping comments is worth less than keeping what
    /// was drawn.
    private static boolean says(String text, String plain) {
        try {
            return write(DocumentReader.read(text).atlas()).equals(plain);
        } catch (DocumentError _) {
            return false;
        }
    }

    static String text(AtlasText.Part part) {
        StringBuilder out = new StringBuilder();
        write(out, part);
        return out.toString();
    }

    private static void write(StringBuilder out, AtlasText.Part part) {
        switch (part) {
            case AtlasText.Line line ->
                    out.append(line.key()).append(": ").append(line.value()).append('\n');
            case AtlasText.Items items -> write(out, "", items);
            case AtlasText.Group group -> {
                out.append(group.key()).append(":\n");
                group.lists().forEach(items -> write(out, "  ", items));
            }
        }
    }

    private static void write(StringBuilder out, String indent, AtlasText.Items items) {
        out.append(indent).append(items.key()).append(":\n");
        for (String item : items.items()) {
            out.append(item(indent + "  ", item));
        }
    }

    /// An item with its dash; further lines of it are indented below the dash.
    static String item(String indent, String item) {
        return indent + "- " + item.replace("\n", "\n" + indent + "  ") + "\n";
    }
}
