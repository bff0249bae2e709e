package iovatlas.diagnostic.rule;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.edit.Edit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Changes that take every problem of their rule away and bring no new error.
class WholeFixesTest {

    private static String text(String sample) throws IOException {
        return Files.readString(Path.of("sample-topologies", sample + ".yaml"));
    }

    private static List<Problem> problems(Atlas atlas) {
        return StandardRules.checker().check(atlas, atlas.run()).problems();
    }

    private static List<Problem> of(String rule, Atlas atlas) {
        return problems(atlas).stream().filter(problem -> problem.rule().equals(rule)).toList();
    }

    private static List<String> otherErrors(String rule, Atlas atlas) {
        return problems(atlas).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::rule)
                .filter(other -> !other.equals(rule))
                .toList();
    }

    /// Applies the first change of the first problem until no problem of the rule is left.
    private static Atlas repaired(String rule, Atlas broken) {
        Atlas atlas = broken;
        List<Problem> left = of(rule, atlas);
        assertThat(left).isNotEmpty();
        while (!left.isEmpty()) {
            Edit edit = left.getFirst().fixes().stream().map(Fix::edit).toList().getFirst();
            assertThat(edit).as(left.getFirst().text()).isNotNull();
            assertThat(edit.refusal(atlas)).isEmpty();
            atlas = edit.apply(atlas);
            List<Problem> next = of(rule, atlas);
            assertThat(next).hasSizeLessThan(left.size());
            left = next;
        }
        return atlas;
    }

    private static Atlas checked(String rule, String text) {
        Atlas broken = DocumentReader.read(text).atlas();
        Atlas whole = repaired(rule, broken);
        List<String> fresh = new ArrayList<>(otherErrors(rule, whole));
        otherErrors(rule, broken).forEach(fresh::remove);
        assertThat(fresh).isEmpty();
        assertThat(DocumentReader.read(DocumentWriter.write(whole)).atlas()).isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    VECTORS_REFUSED  | arm-server-nic    | index: msix, count: 4 | index: msix, count: 200
                    VECTORS_REFUSED  | arm-server-nic    | index: msix, count: 4 | index: msi, count: 4
                    GROUP_NOT_VIABLE | intel-desktop-gpu | class: 0x040300, multifunction: true, msi: 1, driver: vfio-pci | class: 0x040300, multifunction: true, msi: 1, driver: snd_hda_intel
                    """)
    void aSmallMistakeIsTakenBack(String rule, String sample, String from, String to)
            throws IOException {
        String text = text(sample);
        assertThat(text).contains(from);
        checked(rule, text.replace(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "MSI_LOST_AT_VITS, guest-ram-at-zero",
        "MSI_LOST_AT_VITS, scenarios/s02-arm-guest-on-x86",
        "MSI_LOST_AT_VITS, scenarios/s20-moved-window",
        "DOORBELL_WINDOW_OVERRUN, scenarios/s18-twenty-doorbells"
    })
    void aSampleIsRepaired(String rule, String sample) throws IOException {
        checked(rule, text(sample));
    }

    @Test
    void anIndexIsSwitchedOffBeforeAnotherOneIsUsed() throws IOException {
        String set = "  - {do: set-irqs, device: nic0, index: msix, count: 4}\n";
        String text = text("arm-server-nic");
        assertThat(text).contains(set);
        String both = set + set.replace("msix", "intx").replace("4", "1");
        String pin = "bar: 3}, pin: A,";
        checked("VECTORS_REFUSED", text.replace("bar: 3},", pin).replace(set, both));
        checked("VECTORS_REFUSED", text.replace(set, both));
        String off = "  - {do: irqs-off, device: nic0, index: msix}\n";
        checked("VECTORS_REFUSED", text.replace(set, off + set));
    }

    @Test
    void aBlockingFunctionIsHandedOverUnderAnOldKernelToo() throws IOException {
        String text =
                text("intel-desktop-gpu")
                        .replaceFirst("release: \"[0-9.]+\"", "release: \"5.15\"")
                        .replace(
                                "class: 0x040300, multifunction: true, msi: 1, driver: vfio-pci",
                                "class: 0x040300, multifunction: true, msi: 1, driver:"
                                        + " snd_hda_intel");
        checked("GROUP_NOT_VIABLE", text);
    }

    @Test
    void aStreamIdThatTheFirmwareGivesTwiceIsGivenOnce() throws IOException {
        String text = text("arm-server-nic");
        String map = "id-maps:\n";
        assertThat(text).contains(map);
        String twice =
                map
                        + "  - {iommu: smmu0, rids: 0x0100-0x0100, to: 0x0100}\n"
                        + "  - {iommu: smmu0, rids: 0x0008-0x0008, to: 0x0100}\n";
        checked("SHARED_STREAM_ID", text.replace(map, twice));
    }

    @Test
    void aStreamIdThatABridgeSharesStaysAMatterOfWords() throws IOException {
        Atlas atlas = DocumentReader.read(text("pci-bridge-shared-stream")).atlas();
        assertThat(of("SHARED_STREAM_ID", atlas))
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem.fixes()).extracting(Fix::edit).containsOnlyNulls());
    }
}
