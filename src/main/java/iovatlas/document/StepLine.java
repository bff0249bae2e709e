package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.StepText;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;
import iovatlas.scenario.ScenarioStep;

import java.util.List;
import java.util.Set;

/// A step of the scenario as its line in the document, as a whole or key by key, changed by what the
/// reader accepts and refused in the reader's words.
public final class StepLine {
    private final StepText steps;
    private final Node.Mapping mapping;

    private StepLine(StepText steps, Node.Mapping mapping) {
        this.steps = steps;
        this.mapping = mapping;
    }

    /// The line of a step.
    ///
    /// @param atlas whose names the line uses
    public static StepLine of(Atlas atlas, ScenarioStep step) {
        StepText steps = new StepText(atlas);
        return new StepLine(steps, (Node.Mapping) steps.write(step));
    }

    /// Reads a line, with or without its braces: `do: detach, device: nic0`.
    ///
    /// @throws IllegalArgumentException with one sentence for what is no step
    public static ScenarioStep read(Atlas atlas, String text) {
        String line = text.strip();
        return new StepText(atlas).read(node(line.startsWith("{") ? line : "{" + line + "}"));
    }

    /// The line without its braces.
    public String text() {
        String flow = FlowText.of(mapping);
        return flow.substring(1, flow.length() - 1);
    }

    /// Every key that the line has or could have, in the order of writing.
    public List<Property> properties() {
        return steps.keys(mapping).stream()
                .map(key -> new Property(key, ElementLine.value(mapping, key)))
                .toList();
    }

    /// What is done: `attach`.
    public String kind() {
        return value("do");
    }

    /// The value of a key, or of one in a mapping told by its path (`function.at`); empty when it is
    /// left out.
    public String value(String path) {
        return NestedKeys.value(mapping, path);
    }

    /// The keys of the mapping at a path; none where there is no mapping.
    public Set<String> keys(String path) {
        return NestedKeys.keys(mapping, path);
    }

    /// The step with another value of a key or path; an empty one leaves the key out.
    ///
    /// @throws IllegalArgumentException with the reader's sentence when the value cannot be meant
    public ScenarioStep with(String key, String text) {
        Node value = text.isBlank() ? null : ElementLine.typed(text.strip());
        return steps.read(NestedKeys.with(mapping, key, value));
    }

    private static Node node(String text) {
        try {
            return new NodeReader(Limits.STANDARD).read(text);
        } catch (NodeError e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }
}
