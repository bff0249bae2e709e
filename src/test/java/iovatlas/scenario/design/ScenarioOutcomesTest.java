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
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// The reviewer scenarios S1 to S21 under the designs: what is certain and what is inferred, kept
/// apart.
class ScenarioOutcomesTest {

    @ParameterizedTest(name = "{0} under {1} {2}: step {3} {4} is {5}, {6}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    s01  | D0   |      | 2 | map      | accepted             | certain
                    s01  | D0   |      | 4 | MSI      | lost                 | expected
                    s01  | D1   |      | 3 | set-irqs | rejected(EEXIST)     | expected
                    s01  | D3   |      | 4 | MSI      | lost                 | expected
                    s01  | D4   |      | 3 | set-irqs | rejected(EEXIST)     | expected
                    s01  | D5   |      | 2 | map      | accepted             | certain
                    s01  | D9   |      | 4 | MSI      | mapped               | expected
                    s01  | D10  |      | 2 | map      | accepted             | certain
                    s01  | D10  |      | 3 | set-irqs | rejected(ENOSPC)     | expected
                    s01  | D11  |      | 2 | map      | rejected(EINVAL)     | certain
                    s01  | D12b |      | 2 | map      | rejected(EINVAL)     | certain
                    s01  | D13  |      | 4 | MSI      | mapped               | expected
                    s02  | D17  | 4.19 | 2 | map      | silent               | expected
                    s02  | D17  | 6.12 | 2 | map      | rejected(EINVAL)     | certain
                    s02  | D11  |      | 2 | map      | rejected(EINVAL)     | certain
                    s02  | D12b |      | 2 | map      | rejected(EINVAL)     | certain
                    s02  | D5   |      | 2 | map      | silent               | certain
                    s02  | D13  |      | 0 | platform | n/a                  | certain
                    s03  | D0   |      | 4 | MSI      | faults               | certain
                    s03  | D1   |      | 4 | MSI      | mapped               | expected
                    s03  | D3   |      | 4 | MSI      | mapped               | expected
                    s03  | D4   |      | 4 | MSI      | mapped               | expected
                    s03  | D9   |      | 4 | MSI      | mapped               | expected
                    s03  | D10  |      | 3 | set-irqs | rejected(ENOSPC)     | expected
                    s03  | D11  |      | 2 | map      | rejected(EINVAL)     | certain
                    s03  | D12b |      | 2 | map      | rejected(EINVAL)     | certain
                    s04a | D10  |      | 3 | map      | rejected(EEXIST)     | expected
                    s04b | D10  |      | 3 | map      | silent               | expected
                    s04b | D10  |      | 4 | MSI      | lost                 | expected
                    s04a | D11  |      | 3 | map      | rejected(EINVAL)     | certain
                    s04b | D11  |      | 3 | map      | rejected(EINVAL)     | certain
                    s04a | D12b |      | 3 | map      | rejected(EINVAL)     | certain
                    s04b | D12b |      | 3 | map      | rejected(EINVAL)     | certain
                    s05a | D10  |      | 5 | attach   | silent               | certain
                    s05a | D11  |      | 5 | attach   | rejected(EINVAL)     | certain
                    s05a | D12b |      | 5 | attach   | rejected(EADDRINUSE) | certain
                    s05b | D11  |      | 5 | attach   | accepted             | certain
                    s05b | D11  |      | 6 | map      | rejected(EINVAL)     | certain
                    s07  | D18  |      | 0 | platform | n/a                  | certain
                    s08  | D14a |      | 7 | set-irqs | rejected             | certain
                    s08  | D14b |      | 7 | MSI      | mapped               | certain
                    s10  | D2   |      | 3 | set-irqs | unknown              | unverified
                    s11a | D11  |      | 4 | MSI      | mapped               | certain
                    s11a | D12b |      | 4 | MSI      | mapped               | certain
                    s11b | D11  |      | 2 | map      | rejected(EINVAL)     | certain
                    s11b | D10  |      | 3 | set-irqs | rejected(ENOSPC)     | expected
                    s11c | D10  |      | 4 | MSI      | lost                 | expected
                    s11c | D11  |      | 4 | MSI      | lost                 | expected
                    s11c | D12b |      | 4 | MSI      | lost                 | expected
                    s12  | D9   |      | 5 | MSI      | mapped               | expected
                    s12  | D10  |      | 5 | MSI      | lost                 | expected
                    s12  | D11  |      | 4 | map      | rejected(EINVAL)     | certain
                    s12  | D12b |      | 4 | map      | rejected(EINVAL)     | certain
                    s13  | D17  | 4.19 | 3 | map      | silent               | expected
                    s13  | D11  |      | 3 | map      | rejected(EINVAL)     | certain
                    s13  | D12b |      | 3 | map      | rejected(EINVAL)     | certain
                    s14a | D10  |      | 1 | attach   | rejected(EPERM)      | certain
                    s14a | D11  |      | 1 | attach   | rejected(EPERM)      | certain
                    s14a | D12b |      | 1 | attach   | rejected(EPERM)      | certain
                    s14b | D11  | 6.1  | 1 | attach   | rejected(EPERM)      | certain
                    s14b | D11  | 6.12 | 1 | attach   | accepted             | certain
                    s15  | D16  | 4.19 | 2 | map      | silent               | expected
                    s15  | D16  | 6.12 | 2 | map      | rejected(EINVAL)     | certain
                    s16a | D12b |      | 5 | MSI      | faults               | certain
                    s16a | D14a |      | 5 | MSI      | mapped               | certain
                    s16a | D14b |      | 5 | MSI      | mapped               | certain
                    s16a | D14c |      | 5 | MSI      | mapped               | certain
                    s16b | D14b |      | 6 | MSI      | faults               | expected
                    s17  | D12a |      | 4 | MSI      | faults               | certain
                    s17  | D12b |      | 4 | MSI      | mapped               | certain
                    s17  | D11  |      | 3 | attach   | rejected(EINVAL)     | expected
                    s18  | D10  |      | 37| set-irqs | silent               | expected
                    s18  | D11  |      | 37| set-irqs | silent               | expected
                    s18  | D12b |      | 37| set-irqs | silent               | expected
                    s18  | D9   |      | 40| MSI      | mapped               | expected
                    s19a | D11  |      | 2 | map      | silent               | certain
                    s19a | D12b |      | 2 | map      | silent               | certain
                    s19b | D11  |      | 1 | attach   | rejected(EINVAL)     | certain
                    s19b | D11  | 5.15 | 1 | attach   | rejected(EPERM)      | certain
                    s20  | D13  |      | 4 | MSI      | mapped               | expected
                    s21  | D12b |      | 2 | attach   | rejected(EADDRINUSE) | certain
                    s21  | D11  |      | 1 | map      | rejected(EINVAL)     | certain
                    """)
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
