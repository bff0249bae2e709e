package iovatlas.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.DocumentReader;
import iovatlas.document.vocabulary.Vocabulary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The inspector leaves nothing out: no key of the document and no reason of a computed value.
class EveryPropertyTest {
    /// Keys without a field of their own, and where they are changed.
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("top.format", "the number of the format: there is one"),
                    Map.entry("top.notes", "paragraphs, written in the document pane"),
                    Map.entry("top.observed", "recorded, never edited"),
                    Map.entry("facts", "a boot fact's field shows its source; stating replaces it"),
                    Map.entry("observed", "recorded, never edited"),
                    Map.entry("id-maps", "the lines RIDs of the IOMMU or MSI controller"),
                    Map.entry("cpus", "one field a line in the document's sheet"),
                    Map.entry("reserved-memory", "one field a line in the document's sheet"),
                    Map.entry("waivers", "one field a line in the document's sheet"));

    /// What the virtual functions of a function are like that a step adds: it has none yet, and the
    /// document keeps nothing of the kind.
    private static final String NOT_KEPT = "steps.function.sriov.vfs";

    private static Set<String> shown() {
        return Stream.of(EveryKind.arm(), EveryKind.x86())
                .flatMap(document ->
                        Stream.of(EverySheet.at(document, 0), EverySheet.last(document)))
                .flatMap(every -> every.sheets().stream())
                .flatMap(sheet -> sheet.properties().stream())
                .filter(field -> field.editor() != null)
                .map(field -> field.meaning().path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> wanted() {
        Vocabulary words = Vocabulary.STANDARD;
        Set<String> wanted = new TreeSet<>();
        words.top().stream()
                .filter(term -> words.kinds(term.key()).isEmpty())
                .forEach(term -> wanted.add("top." + term.key()));
        for (String section : words.sections()) {
            for (String kind : words.kinds(section)) {
                for (String path : words.paths(section, kind)) {
                    wanted.add(section + "." + path);
                }
            }
        }
        return wanted;
    }

    private static boolean isElsewhere(String path) {
        return ELSEWHERE.containsKey(path)
                || ELSEWHERE.containsKey(path.substring(0, path.indexOf('.')))
                || path.equals("steps.do")
                || path.startsWith(NOT_KEPT);
    }

    @Test
    void everyKeyOfTheDocumentHasAField() {
        Set<String> missing = wanted();
        missing.removeAll(shown());
        missing.removeIf(EveryPropertyTest::isElsewhere);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFieldIsCalledSomethingInPlainWordsAndSaysWhatMayStandThere() {
        for (var document : List.of(EveryKind.arm(), EveryKind.x86())) {
            for (Sheet sheet : EverySheet.at(document, 0).sheets()) {
                for (Field field : sheet.properties()) {
                    String path = field.meaning().path();
                    if (field.editor() == null || path.isEmpty()) {
                        continue;
                    }
                    String key = path.substring(path.lastIndexOf('.') + 1);
                    assertThat(field.label()).as(path).isNotEqualTo(key).isNotBlank();
                    assertThat(
                                    field.meaning().lines().size()
                                            + field.editor().choices().size()
                                            + field.meaning().kernel().length())
                            .as(path)
                            .isPositive();
                }
            }
        }
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-topologies"))) {
            return files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyComputedValueSaysWhy(Path sample) throws IOException {
        var document = DocumentReader.read(Files.readString(sample));
        saysWhy(EverySheet.last(document));
        saysWhy(EverySheet.at(document, 0));
    }

    @Test
    void everyComputedValueOfEveryKindSaysWhy() {
        for (var document : List.of(EveryKind.arm(), EveryKind.x86())) {
            int steps = document.atlas().steps().size();
            for (int step = 0; step <= steps; step++) {
                saysWhy(EverySheet.at(document, step));
            }
        }
    }

    private static void saysWhy(EverySheet every) {
        for (Sheet sheet : every.sheets()) {
            assertThat(sheet.computed())
                    .allSatisfy(field ->
                            assertThat(field.why().text())
                                    .as(sheet.title() + ": " + field.label())
                                    .isNotBlank());
        }
    }
}
