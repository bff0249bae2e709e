package iovatlas.document.part;

import iovatlas.atlas.Atlas;
import iovatlas.document.form.Spelling;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Steps as lines of a document.
public final class StepText {
    private final StepForm form;
    private final Spelling<ScenarioStep> spelling;

    /// @param atlas whose names the lines use
    public StepText(Atlas atlas) {
        this.form = new StepForm(Names.of(atlas));
        this.spelling = form.spelling();
    }

    /// Reads the lines of several steps, which may refer to what others of them bring.
    ///
    /// @param parts whose names count first
    /// @param atlas whose names the lines use besides
    /// @param root with the key `steps`, or without
    /// @throws NodeError for the first line that is no step, or that refers to what is not there
    public static List<ScenarioStep> readAll(Topology parts, Atlas atlas, Node.Mapping root) {
        Lists lists = new Lists(root);
        Names names = new Names();
        names.addBrought(lists.items("steps"));
        names.with(atlas.withTopology(parts).withSteps(List.of()));
        return lists.read(new Sections(names.with(atlas), Set.of()).steps);
    }

    public Node write(ScenarioStep step) {
        return spelling.write(step);
    }

    /// @throws IllegalArgumentException with one sentence for what is no step
    public ScenarioStep read(Node node) {
        try {
            return spelling.read(node);
        } catch (NodeError e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    /// Every key that a line may have, in the order of writing.
    ///
    /// @param line as written
    public List<String> keys(Node.Mapping line) {
        String word =
                line.entries().stream()
                        .filter(entry -> entry.key().equals("do"))
                        .map(entry -> ((Node.Scalar) entry.value()).text())
                        .findFirst()
                        .orElseThrow();
        return Objects.requireNonNull(form.forms().get(word)).names();
    }
}
