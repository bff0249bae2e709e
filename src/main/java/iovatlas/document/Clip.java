package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasReader;
import iovatlas.document.part.AtlasText;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;
import iovatlas.edit.machine.Excerpt;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Set;

/// Parts of a machine as text: the document's own lines, so that they can be mailed, read, and pasted
/// into another document.
public final class Clip {
    private static final String HEAD = "format: 1\nkernel: {release: \"7.3\"}\n";
    private static final Set<String> NOT_PARTS =
            Set.of("format", "title", "kernel", "command-line", "facts", "notes");

    private Clip() {}

    /// The lines of some elements and of what hangs below them; empty when none of them has a line.
    public static String text(Atlas atlas, List<ElementId> elements) {
        Atlas excerpt = Excerpt.of(atlas, elements);
        StringBuilder out = new StringBuilder();
        for (AtlasText.Part part : new AtlasText(excerpt, Set.of()).parts()) {
            if (!NOT_PARTS.contains(part.key())) {
                out.append(DocumentWriter.text(part));
            }
        }
        return out.toString();
    }

    /// Reads such lines, or a whole document.
    ///
    /// @throws DocumentError when the text holds no lines of a document
    public static Topology read(String text) {
        boolean whole = text.stripLeading().startsWith("format:");
        int before = whole ? 0 : HEAD.length() - HEAD.replace("\n", "").length();
        try {
            Node.Mapping root =
                    new NodeReader(Limits.STANDARD)
                            .read(DocumentReader.withoutMark(whole ? text : HEAD + text));
            return AtlasReader.readParts(root);
        } catch (NodeError e) {
            throw new DocumentError(e, Math.max(1, e.at().line() - before), e.at().column());
        }
    }
}
