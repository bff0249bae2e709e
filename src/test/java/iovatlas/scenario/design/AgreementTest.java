package iovatlas.scenario.design;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the running kernel has the design, the what-if says what the kernel's own model says.
class AgreementTest {

    private static boolean concernsDoorbells(StepResult result) {
        return switch (result.step().action()) {
            case Step.Attach _, Step.Map _, Step.SetIrqs _ -> true;
            default -> false;
        };
    }

    private static void agrees(String scenario, String design) {
        ScenarioFile file = ScenarioFile.of(scenario);
        Atlas atlas = file.atlas();
        Timeline timeline = atlas.run();
        DesignRun run = file.run(design, "");
        for (StepResult result : timeline.results()) {
            if (!concernsDoorbells(result)) {
                continue;
            }
            boolean refused =
                    run.answers().stream()
                            .filter(answer -> answer.step() == result.number())
                            .anyMatch(answer -> answer.word() == DesignWord.REJECTED);
            assertThat(refused)
                    .as("%s step %d answers %s", scenario, result.number(), result.word())
                    .isEqualTo(!result.isOk());
            if (refused) {
                assertThat(run.answers())
                        .filteredOn(answer -> answer.step() == result.number())
                        .extracting(DesignAnswer::verdict)
                        .contains("rejected(" + result.word() + ")");
            }
        }
        assertThat(run.spaces(timeline.length()))
                .usingRecursiveComparison()
                .comparingOnlyFields("advertised", "domains.doorbells", "domains.window")
                .isEqualTo(timeline.state(timeline.length()).spaces());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s01", "s02", "s03", "s04a", "s04b", "s05a", "s05b", "s06a", "s07", "s08", "s09",
                "s10", "s11a", "s11b", "s12", "s13", "s14a", "s14b", "s18", "s19a", "s19b"
            })
    void containersAnswerAsValidRanges(String scenario) {
        agrees(scenario, "D11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s06b", "s16a", "s16b", "s17", "s20", "s21"})
    void ioasesAnswerAsTheContextTable(String scenario) {
        agrees(scenario, "D12b");
    }
}
