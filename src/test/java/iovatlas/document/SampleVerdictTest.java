package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/// A sample shows what its notes promise.
class SampleVerdictTest {
    private static Atlas atlas(String sample) {
        return DocumentReader.read(SampleFiles.text(Path.of("sample-topologies", sample + ".yaml")))
                .atlas();
    }

    private static Timeline timeline(Atlas atlas) {
        return Timeline.of(atlas.topology(), atlas.boot(), atlas.steps());
    }

    private static List<Problem> errors(Atlas atlas) {
        return new Checker(StandardRules.catalog())
                .check(atlas, timeline(atlas)).problems().stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arm-server-nic",
                "x86-vtd-host",
                "intel-desktop-gpu",
                "dpdk-iova-as-va",
                "switch-without-acs",
                "two-smmus-one-container",
                "sriov-64-vfs"
            })
    void isClean(String sample) {
        Atlas atlas = atlas(sample);
        assertThat(errors(atlas)).isEmpty();
        assertThat(timeline(atlas).results()).allMatch(StepResult::isOk);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    guest-ram-at-zero   | 3 | EINVAL | vm0-ram   | SW_MSI | 0x08000000-0x080fffff
                    emulated-pc-on-arm  | 2 | EINVAL | pc0-low   | SW_MSI | 0x08000000-0x080fffff
                    arm-guest-on-pc     | 2 | EINVAL | arm0-ram  | MSI    | 0xfee00000-0xfeefffff
                    hot-add-collides    | 4 | EINVAL | vm0-low   | hba0   | 0x78000000-0x7803ffff
                    """)
    void namesBothOwnersAndTheRange(
            String sample, int step, String errno, String mapping, String window, String range) {
        Atlas atlas = atlas(sample);
        assertThat(timeline(atlas).result(step).word()).isEqualTo(errno);
        assertThat(errors(atlas))
                .anySatisfy(problem -> {
                    assertThat(problem.step()).isEqualTo(step);
                    assertThat(problem.text()).contains(mapping, window, range);
                });
    }
}
