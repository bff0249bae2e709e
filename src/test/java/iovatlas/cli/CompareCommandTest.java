package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

final class CompareCommandTest {
    private static final String SCENARIO = "sample-topologies/scenarios/s03-user-first.yaml";
    private static final String COLLIDES = "sample-topologies/scenarios/s05a-hot-add-collides.yaml";
    private static final String FREE = "sample-topologies/scenarios/s05b-hot-add-free.yaml";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCENARIO,
                "sample-topologies/scenarios/s02-arm-guest-on-x86.yaml",
                "sample-topologies/guest-ram-at-zero.yaml",
                "sample-topologies/real-arm-nested-switches.yaml"
            })
    void printsDesignsAsJsonThatItsSchemaAccepts(String input) throws IOException {
        CommandRun run = CommandRun.of("compare", input, "--designs", "all", "--json");

        assertThat(run.code()).isEqualTo(ExitCode.FINE);
        assertThat(run.complaintsOf("compare.schema.json")).isEmpty();
        assertThat(run.json().at("/what_if").asBoolean()).isTrue();
        assertThat(run.json().at("/designs").size()).isGreaterThan(21);
    }

    @Test
    void keepsExpectedVerdictsApartFromCertainOnes() {
        CommandRun run = CommandRun.of("compare", SCENARIO, "--designs", "D10,D11");

        assertThat(run.out()).contains("D10   rejected(ENOSPC)*", "D11   rejected(EINVAL) ");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out().chars()).allMatch(c -> c < 128);
    }

    @Test
    void saysWhatAPlatformLacks() {
        CommandRun run = CommandRun.of("compare", SCENARIO, "--designs", "D18");

        assertThat(run.out()).contains("not applicable: needs a Freescale PAMU");
    }

    @Test
    void namesTheDesignsThereAreWhenOneIsUnknown() {
        CommandRun run = CommandRun.of("compare", SCENARIO, "--designs", "D99");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("\"D99\" is no doorbell design", "D12b");
    }

    @Test
    void tellsWhatDiffersBetweenTwoInputsAndWhy() throws IOException {
        CommandRun run = CommandRun.of("compare", COLLIDES, FREE, "--json");

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.complaintsOf("compare.schema.json")).isEmpty();
        assertThat(run.json().at("/differences/0/subject").asString()).isEqualTo("step 5 attach");
        assertThat(run.json().at("/differences/0/before").asString()).isEqualTo("EINVAL");
        assertThat(run.json().at("/differences/0/why/0").asString())
                .contains("0x90000000-0x900fffff");
    }

    @Test
    void findsNoDifferenceBetweenAnInputAndItself() {
        CommandRun run = CommandRun.of("compare", SCENARIO, SCENARIO);

        assertThat(run.code()).isEqualTo(ExitCode.FINE);
        assertThat(run.out()).contains("no difference");
    }

    @Test
    void checksADocumentUnderADesign() throws IOException {
        CommandRun run = CommandRun.of("check", SCENARIO, "--design", "D10", "--format", "json");

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.complaintsOf("check.schema.json")).isEmpty();
        assertThat(run.err()).contains("what-if: doorbell design D10");
        assertThat(run.json().at("/inputs/0/what_if").asString()).isEqualTo("D10");
        assertThat(run.json().at("/inputs/0/problems/0/rule").asString())
                .isEqualTo("DESIGN_OUTCOME");
        assertThat(run.json().at("/inputs/0/problems/0/text").asString())
                .contains("what-if D10", "expected, not measured");
    }

    @Test
    void findsNothingWrongUnderADesignThatAvoidsTheCollision() {
        assertThat(CommandRun.of("check", SCENARIO, "--design", "D9").code())
                .isEqualTo(ExitCode.FINE);
    }
}
