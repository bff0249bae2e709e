package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What holds for every document.
class DocumentLawTest {
    private static final int DOCUMENTS = Integer.getInteger("iovatlas.documents", 60);

    @Test
    void readingWhatWasWrittenGivesTheSameValue() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Atlas atlas = RandomAtlas.of(seed);
            String text = DocumentWriter.write(atlas);
            assertThat(DocumentReader.read(text).atlas())
                    .as("seed %d:\n%s", seed, text)
                    .isEqualTo(atlas);
        }
    }

    @Test
    void savingAnUnchangedDocumentGivesTheSameBytes() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String text = DocumentWriter.write(RandomAtlas.of(seed));
            OpenDocument document = DocumentReader.read(text);
            assertThat(DocumentWriter.rewrite(document, document.atlas())).isEqualTo(text);
            assertThat(DocumentWriter.write(document.atlas())).isEqualTo(text);
        }
    }

    @Test
    void savingAChangedDocumentKeepsEveryCommentOfWhatStayed() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String text = commented(DocumentWriter.write(RandomAtlas.of(seed)));
            OpenDocument document = DocumentReader.read(text);
            List<ScenarioStep> steps = new ArrayList<>(document.atlas().steps());
            Collections.shuffle(steps, new Random(seed));
            Atlas changed = document.atlas().withSteps(steps).withTitle("changed");
            String saved = DocumentWriter.rewrite(document, changed);
            assertThat(DocumentReader.read(saved).atlas()).as(text).isEqualTo(changed);
            assertThat(sorted(saved, "title:")).as(text).isEqualTo(sorted(text, "title:"));
        }
    }

    @Test
    void savingAnotherDocumentOverOneGivesTheOther() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            OpenDocument document =
                    DocumentReader.read(commented(DocumentWriter.write(RandomAtlas.of(seed))));
            Atlas other = RandomAtlas.of(seed + 1L);
            String saved = DocumentWriter.rewrite(document, other);
            assertThat(DocumentReader.read(saved).atlas()).isEqualTo(other);
        }
    }

    /// Puts a comment above and behind every item that stands on one line.
    private static String commented(String text) {
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (String line : text.lines().toList()) {
            boolean item = line.startsWith("  - {") && line.endsWith("}");
            if (item) {
                number++;
                out.append("  # above ").append(number).append('\n');
            }
            out.append(line).append(item ? "  # behind " + number : "").append('\n');
        }
        return out.toString();
    }

    private static List<String> sorted(String text, String without) {
        return text.lines().filter(line -> !line.startsWith(without)).sorted().toList();
    }
}
