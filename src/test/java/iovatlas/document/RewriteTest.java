package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/// Saving changes only the lines whose values changed.
class RewriteTest {
    private static final String COMMENTED =
            """
            # A document of our own.
            ---
            title:   Two ports   # and a comment

            format: 1
            # The steps stand first here.
            steps:   # in order
            - {do: attach,  container: c0,  device: "01:00.0"}   # by address
            # This one fails.
            - do: map
              container: c0

              iova: 0x0
              size: 2G
            - {do: map, container: c0, iova: 0x40000000, size: 1G}
            # after the last step
            kernel: {release: 6.12}
            functions:
                # the port
                - {kind: root-port, at: 00:01.0, bus: "01"}

                - {at: "0000:01:00.0", name: nic0,
                   kind: endpoint}  # two lines
            containers: [{name: c0}]
            # the end
            """;

    static List<Path> samples() {
        return SampleFiles.all();
    }

    private static String rewrite(String text, UnaryOperator<Atlas> change) {
        OpenDocument document = DocumentReader.read(text);
        Atlas changed = change.apply(document.atlas());
        String saved = DocumentWriter.rewrite(document, changed);
        assertThat(DocumentReader.read(saved).atlas()).isEqualTo(changed);
        return saved;
    }

    private static UnaryOperator<Atlas> steps(UnaryOperator<List<ScenarioStep>> change) {
        return atlas -> atlas.withSteps(change.apply(new ArrayList<>(atlas.steps())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsTheBytesOfASampleThatDidNotChange(Path sample) {
        String text = SampleFiles.text(sample);
        assertThat(rewrite(text, atlas -> atlas)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void keepsCommentsBlanksAndLineEnds(String lineEnd) {
        String text = "\ufeff" + COMMENTED.replace("\n", lineEnd);
        assertThat(rewrite(text, atlas -> atlas)).isEqualTo(text);
        String titled = rewrite(text, atlas -> atlas.withTitle("Three ports"));
        assertThat(titled)
                .isEqualTo(
                        text.replace("title:   Two ports   # and", "title: Three ports   # and"));
    }

    @Test
    void changesOneStepAndKeepsTheOthers() {
        String saved =
                rewrite(
                        COMMENTED,
                        steps(steps -> {
                            ScenarioStep first = steps.getFirst();
                            steps.set(0, new ScenarioStep(first.action(), false, "later"));
                            return steps;
                        }));
        assertThat(saved)
                .isEqualTo(
                        COMMENTED.replace(
                                "- {do: attach,  container: c0,  device: \"01:00.0\"}   # by",
                                "- {do: attach, device: nic0, container: c0, skip: true,"
                                        + " note: later}   # by"));
    }

    @Test
    void movesTheCommentWithTheStep() {
        String saved =
                rewrite(
                        COMMENTED,
                        steps(steps -> {
                            Collections.swap(steps, 1, 2);
                            return steps;
                        }));
        assertThat(saved)
                .contains(
                        """
                           # by address
                        - {do: map, container: c0, iova: 0x40000000, size: 1G}
                        # This one fails.
                        - do: map
                          container: c0

                          iova: 0x0
                          size: 2G
                        # after the last step
                        kernel:\
                        """);
    }

    @Test
    void removesAnItemWithItsComment() {
        String saved =
                rewrite(
                        COMMENTED,
                        steps(steps -> {
                            steps.remove(1);
                            return steps;
                        }));
        assertThat(saved)
                .doesNotContain("This one fails")
                .contains("# after the last step\nkernel");
    }

    @Test
    void addsANewListWhereTheProgramWouldWriteIt() {
        String saved =
                rewrite(
                        COMMENTED,
                        atlas -> atlas.withNotes(List.of("one", "two")).withDesign("D10"));
        assertThat(saved).contains("# and a comment\nnotes:\n  - one\n  - two\n\nformat: 1\n");
        assertThat(saved).contains("size: 1G}\ndesign: D10\n# after the last step\nkernel:");
    }

    @Test
    void dropsAKeyThatHasNothingLeft() {
        String saved = rewrite(COMMENTED, atlas -> atlas.withSteps(List.of()));
        assertThat(saved)
                .doesNotContain("steps")
                .contains("format: 1\n# after")
                .contains("kernel:");
    }

    @Test
    void renamesAFunctionWithoutTouchingItsNeighbour() {
        String saved =
                rewrite(
                        COMMENTED,
                        atlas -> {
                            Topology topology = atlas.topology();
                            List<PciFunction> functions = new ArrayList<>(topology.functions());
                            functions.set(1, functions.get(1).withName("eth0"));
                            return atlas.withTopology(topology.withFunctions(functions));
                        });
        assertThat(saved)
                .contains(
                        """
                        functions:
                            # the port
                            - {kind: root-port, at: 00:01.0, bus: "01"}

                            - {at: "0000:01:00.0", kind: endpoint, name: eth0}
                        containers:\
                        """);
    }

    @Test
    void writesAnewWhatIsLaidOutInOneLine() {
        String text = "{format: 1, title: x, kernel: {release: '6.1'}} # all\n";
        assertThat(rewrite(text, atlas -> atlas)).isEqualTo(text);
        assertThat(rewrite(text, atlas -> atlas.withTitle("z")))
                .isEqualTo("format: 1\ntitle: z\nkernel: {release: \"6.1\"}\n");
    }

    @Test
    void endsALineThatHadNoEnd() {
        String text = "format: 1\nkernel: {release: '6.1'}";
        assertThat(rewrite(text, atlas -> atlas.withDesign("D0")))
                .isEqualTo(text + "\ndesign: D0\n");
    }

    @Test
    void keepsAnEndMarkerLast() {
        String text = "format: 1\nkernel: {release: '6.1'}\n...\n";
        assertThat(rewrite(text, atlas -> atlas.withDesign("D0")))
                .isEqualTo("format: 1\nkernel: {release: '6.1'}\ndesign: D0\n...\n");
    }
}
