package iovatlas.diagnostic.rule;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.document.DocumentReader;
import iovatlas.edit.Edit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Every change that the problems list offers, applied to every sample and scenario.
class FixesTest {

    static List<Path> samples() {
        try (Stream<Path> files = Files.walk(Path.of("sample-topologies"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Atlas atlas(Path sample) {
        try {
            return DocumentReader.read(Files.readString(sample)).atlas();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Problem> problems(Atlas atlas) {
        return StandardRules.checker().check(atlas, atlas.run()).problems();
    }

    private static long count(List<Problem> problems, String rule) {
        return problems.stream().filter(problem -> problem.rule().equals(rule)).count();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyChangeTakesItsProblemAway(Path sample) {
        Atlas atlas = atlas(sample);
        List<Problem> before = problems(atlas);
        for (Problem problem : before) {
            for (Fix fix : problem.fixes()) {
                Edit edit = fix.edit();
                if (edit != null) {
                    String what = problem.text() + ": " + fix.text();
                    assertThat(edit.refusal(atlas)).as(what).isEmpty();
                    assertThat(count(problems(edit.apply(atlas)), problem.rule()))
                            .as(what)
                            .isLessThan(count(before, problem.rule()));
                }
            }
        }
    }

    @Test
    void offersChangesForWhatADocumentCanChange() {
        Set<String> rules = new TreeSet<>();
        for (Path sample : samples()) {
            for (Problem problem : problems(atlas(sample))) {
                if (problem.fixes().stream().anyMatch(fix -> fix.edit() != null)) {
                    rules.add(problem.rule());
                }
            }
        }
        assertThat(rules)
                .contains(
                        "ATTACH_CONFLICT",
                        "DOORBELL_WINDOW_OVERRUN",
                        "GROUP_NOT_ISOLATED",
                        "MAP_OVER_RESERVED",
                        "MSI_LOST_AT_VITS",
                        "MSI_NOT_ISOLATED");
    }
}
