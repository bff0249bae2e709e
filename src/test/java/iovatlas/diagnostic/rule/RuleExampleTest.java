package iovatlas.diagnostic.rule;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleExample;
import iovatlas.diagnostic.Severity;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.edit.Edit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;

/// Every rule's page shows a document that trips the rule, and what mends it does.
class RuleExampleTest {

    static List<String> rules() {
        return StandardRules.catalog().rules().stream().map(rule -> rule.card().id()).toList();
    }

    private static List<Problem> problems(Atlas atlas) {
        return StandardRules.checker().check(atlas, atlas.run()).problems();
    }

    private static List<String> rulesOf(String document) {
        return problems(DocumentReader.read(document).atlas()).stream().map(Problem::rule).toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theExampleTripsTheRule(String rule) {
        assertThat(rulesOf(RuleExample.of(rule).document())).contains(rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theMendedExampleIsSilentAndHasNoOtherError(String rule) {
        Atlas mended = DocumentReader.read(RuleExample.of(rule).mended()).atlas();

        assertThat(problems(mended)).extracting(Problem::rule).doesNotContain(rule);
        assertThat(problems(mended)).noneMatch(p -> p.severity() == Severity.ERROR);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theExampleIsShortAndWrittenAsTheProgramWritesIt(String rule) {
        RuleExample example = RuleExample.of(rule);

        assertThat(example.document())
                .isEqualTo(DocumentWriter.write(DocumentReader.read(example.document()).atlas()));
        assertThat(example.change()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyChangeThatIsOfferedSilencesTheProblem(String rule) {
        Atlas atlas = DocumentReader.read(RuleExample.of(rule).document()).atlas();
        for (Problem problem : problems(atlas)) {
            List<Edit> edits =
                    problem.fixes().stream()
                            .map(fix -> fix.edit())
                            .filter(Objects::nonNull)
                            .toList();
            for (Edit edit : edits) {
                assertThat(problems(edit.apply(atlas)))
                        .as("%s: %s", rule, edit)
                        .extracting(Problem::text)
                        .doesNotContain(problem.text());
            }
        }
    }

    @Test
    void everyCardSaysWhatItsDocumentIs() {
        assertThat(StandardRules.catalog().rules())
                .extracting(Rule::card)
                .allSatisfy(card ->
                        assertThat(card.example().length()).as(card.id()).isBetween(20, 200));
    }
}
