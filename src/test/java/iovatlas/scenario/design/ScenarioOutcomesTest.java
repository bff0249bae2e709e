package iovatlas.scenario.design;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// The reviewer scenarios S1 to S22 under the designs: what is certain and what is inferred, kept
/// apart.
class ScenarioOutcomesTest {

    @ParameterizedTest(name = "{0} under {1} {2}: step {3} {4} is {5}, {6}")
    @CsvFileSource(resources = "outcomes.txt", delimiter = '|')
    void endsAsTheReferenceSays(
            String scenario,
            String design,
            String kernel,
            int step,
            String subject,
            String verdict,
            String certainty) {
        DesignRun run = ScenarioFile.of(scenario).run(design, kernel == null ? "" : kernel);
        List<DesignAnswer> answers =
                run.answers().isEmpty() ? List.of(run.verdict()) : run.answers();
        assertThat(answers)
                .anySatisfy(answer -> {
                    assertThat(answer.step()).isEqualTo(step);
                    assertThat(answer.subject()).startsWith(subject);
                    assertThat(answer.verdict()).isEqualTo(verdict);
                    assertThat(answer.certainty().word()).isEqualTo(certainty);
                });
    }

    private static List<String> doorbells(DesignRun run, int domain) {
        SpaceView space = run.spaces(Integer.MAX_VALUE).getFirst();
        return space.domains().get(domain).doorbells().stream()
                .map(page -> page.controller() + " " + page.iova().first().hex())
                .toList();
    }

    @ParameterizedTest(name = "{0} under {1}: d0 has {2}, d1 has {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    s01  | D9   | its0 0x40000000                  | -
                    s03  | D9   | its0 0x08100000                  | -
                    s06a | D15  | its0 0x08000000, its1 0x08001000 | -
                    s06b | D15  | its0 0x08000000, its1 0xa0000000 | -
                    s07  | D1   | its0 0x20200000                  | its0 0x20200000
                    s07  | D4   | its0 0x20200000                  | ''
                    s07  | D9   | its0 0x80000000                  | ''
                    s07  | D10  | its0 0x08000000                  | ''
                    s07  | D11  | its0 0x08000000                  | ''
                    s08  | D1   | its0 0x20200000, its1 0x30200000 | -
                    s08  | D3   | its0 0x20200000, its1 0x30200000 | -
                    s08  | D9   | its0 0x80000000, its1 0x80001000 | -
                    s08  | D10  | its0 0x08000000, its1 0x08001000 | -
                    s08  | D11  | its0 0x08000000, its1 0x08001000 | -
                    s08  | D12b | its0 0x08000000, its1 0x08001000 | -
                    s09  | D10  | its0 0x08000000                  | its1 0x08000000
                    s09  | D11  | its0 0x08000000                  | its1 0x08000000
                    s09  | D12b | its0 0x08000000                  | its1 0x08001000
                    s10  | D11  | its0 0x08000000                  | -
                    s16a | D14a | its0 0x08090000                  | -
                    s16a | D14b | its0 0x08000000                  | -
                    s16a | D14c | its0 0x08090000                  | -
                    """)
    void putsDoorbellsWhereTheReferenceSays(
            String scenario, String design, String first, String second) {
        DesignRun run = ScenarioFile.of(scenario).run(design, "");
        assertThat(String.join(", ", doorbells(run, 0))).isEqualTo(first);
        if (second == null) {
            assertThat(run.spaces(Integer.MAX_VALUE).getFirst().domains()).hasSize(1);
        } else {
            assertThat(String.join(", ", doorbells(run, 1))).isEqualTo(second);
        }
    }

    @Test
    void sharesOneDoorbellPageBetweenFunctionsThatShareAStreamId() {
        SpaceView space = ScenarioFile.of("s10").run("D11", "").spaces(9).getFirst();
        assertThat(space.domains())
                .singleElement()
                .satisfies(domain ->
                        assertThat(domain.doorbells())
                                .singleElement()
                                .extracting(DoorbellView::users)
                                .isEqualTo(2));
    }

    @Test
    void reservesTheIgnoredWindowOfAGroupThatJoinsAnotherDomain() {
        DomainView domain =
                ScenarioFile.of("s06a").run("D15", "").spaces(9).getFirst().domains().getFirst();
        AddressRange<Iova> second = AddressRange.of(Iova.of(0xa000_0000L), Iova.of(0xa00f_ffffL));
        assertThat(domain.reserved()).extracting(ReservedRegion::range).contains(second);
        assertThat(domain.doorbells()).noneMatch(page -> second.overlaps(page.iova()));
    }

    @Test
    void showsTheMovedWindowAsTheOnlyGapWhileSysfsKeepsTheDriversWindow() {
        ScenarioFile file = ScenarioFile.of("s20");
        SpaceView space = file.run("D13", "").spaces(9).getFirst();
        var driver = AddressRange.of(Iova.of(0x0800_0000L), Iova.of(0x080f_ffffL));
        assertThat(space.advertised()).anyMatch(range -> range.contains(driver));
        assertThat(space.advertised()).noneMatch(range -> range.contains(Iova.of(0x4000_0000L)));
        assertThat(file.atlas().run().state(4).groups().groups())
                .anySatisfy(group ->
                        assertThat(group.reserved())
                                .extracting(ReservedRegion::range)
                                .contains(driver));
    }

    @Test
    void saysWhatAPlatformLacksInsteadOfGuessing() {
        for (ScenarioFile file : ScenarioFile.all()) {
            for (DoorbellDesign design : DoorbellDesigns.standard().all()) {
                DesignRun run = file.run(design.id(), "");
                if (run.lacks().isPresent()) {
                    assertThat(run.verdict().text()).startsWith("not applicable: needs ");
                    assertThat(run.answers()).isEmpty();
                } else {
                    assertThat(run.answers()).as("%s %s", file, design).isNotEmpty();
                }
            }
        }
    }

    @Test
    void marksEverythingOfAnUnverifiedDesignThatConcernsTheDoorbell() {
        DesignRun run = ScenarioFile.of("s01").run("D7", "");
        assertThat(run.answers())
                .filteredOn(answer -> answer.subject().startsWith("MSI"))
                .isNotEmpty()
                .allMatch(answer -> answer.certainty() == Certainty.UNVERIFIED);
    }
}
