package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasReader;
import iovatlas.document.part.AtlasText;
import iovatlas.document.part.StepText;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;
import iovatlas.edit.machine.Excerpt;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Parts of a machine as text: the document's own lines, so that they can be mailed, read, and pasted
/// into another document.
public final class Clip {
    private static final String HEAD = "format: 1\nkernel: {release: \"7.3\"}\n";
    private static final Set<String> NOT_PARTS =
            Set.of("format", "title", "kernel", "command-line", "facts", "notes");

    private static final String STEPS = "steps:\n";
    private static final Pattern BARE = Pattern.compile("\\A\\s*- *\\{ *[\"']?do[\"']? *:");

    private Clip() {}

    /// The lines of some elements and of what hangs below them, and of steps; empty when none of them
    /// has a line.
    public static String text(Atlas atlas, List<ElementId> elements) {
        Atlas excerpt = Excerpt.of(atlas, elements);
        StringBuilder out = new StringBuilder();
        for (AtlasText.Part part : new AtlasText(excerpt, Set.of()).parts()) {
            if (!NOT_PARTS.contains(part.key())) {
                out.append(DocumentWriter.text(part));
            }
        }
        List<ScenarioStep> steps = steps(atlas, elements);
        if (!steps.isEmpty()) {
            out.append(STEPS);
            steps.forEach(step -> out.append(line(atlas, step)));
        }
        return out.toString();
    }

    /// The chosen steps, in the document's order.
    private static List<ScenarioStep> steps(Atlas atlas, List<ElementId> elements) {
        return elements.stream()
                .filter(ElementId.OfStep.class::isInstance)
                .map(element -> ((ElementId.OfStep) element).number())
                .filter(number -> number >= 1 && number <= atlas.steps().size())
                .sorted()
                .map(number -> atlas.steps().get(number - 1))
                .toList();
    }

    private static String line(Atlas atlas, ScenarioStep step) {
        return "  - {" + StepLine.of(atlas, step).text() + "}\n";
    }

    /// The steps among such lines, below `steps:` or alone; empty when there are none.
    ///
    /// @param into the document that is to have them: whatever they name has to be there, or has to be
    ///     brought by another of them
    /// @throws DocumentError for the first line that does not fit, with one sentence
    public static List<ScenarioStep> steps(Atlas into, String text) {
        return steps(Topology.EMPTY, into, text);
    }

    /// The same of lines that bring parts too.
    ///
    /// @param parts as [#read] gives them; what the steps name is sought among them first
    public static List<ScenarioStep> steps(Topology parts, Atlas into, String text) {
        boolean bare = isBare(text);
        try {
            return StepText.readAll(
                    parts,
                    into,
                    new NodeReader(Limits.STANDARD)
                            .read(DocumentReader.withoutMark(bare ? STEPS + text : text)));
        } catch (NodeError e) {
            throw new DocumentError(
                    e, Math.max(1, e.at().line() - (bare ? 1 : 0)), e.at().column());
        }
    }

    /// Whether a text is lines of steps without the key above them.
    private static boolean isBare(String text) {
        return BARE.matcher(text).find();
    }

    /// Reads the parts of a machine among such lines, or of a whole document.
    ///
    /// @throws DocumentError when the text holds no lines of a document
    public static Topology read(String text) {
        if (isBare(text)) {
            return Topology.EMPTY;
        }
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
