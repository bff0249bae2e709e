package iovatlas.diagnostic.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.document.DocumentReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class StandardRulesTest {

    @Test
    void listsEveryRuleClassOnce() {
        List<String> written =
                new ClassFileImporter()
                        .importPackages("iovatlas.diagnostic.rule").stream()
                                .filter(c -> c.isAssignableTo(Rule.class) && !c.isInterface())
                                .map(JavaClass::getName)
                                .sorted()
                                .toList();

        assertThat(StandardRules.catalog().rules())
                .extracting(rule -> rule.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void givesEachRuleAnIdOfItsOwnAndAWholeCard() {
        List<RuleCard> cards = StandardRules.catalog().rules().stream().map(Rule::card).toList();

        assertThat(cards).extracting(RuleCard::id).doesNotHaveDuplicates();
        assertThat(cards)
                .allSatisfy(card -> {
                    assertThat(card.id()).matches("[A-Z][A-Z0-9_]+");
                    assertThat(card.what()).endsWith(".");
                    assertThat(card.why()).endsWith(".");
                    assertThat(card.example()).isNotBlank();
                    assertThat(card.fix()).isNotBlank();
                    assertThat(card.source().path()).contains("/");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "MAP_OVER_RESERVED, emulated-pc-on-arm",
        "MAP_OVER_RESERVED, arm-guest-on-pc",
        "ATTACH_CONFLICT, hot-add-collides",
        "GROUP_NOT_ISOLATED, switch-without-acs",
        "SHARED_STREAM_ID, pci-bridge-shared-stream",
        "DOMAINS_CANNOT_SHARE, two-smmus-one-container",
        "MSI_LOST_AT_VITS, guest-ram-at-zero"
    })
    void firesOnTheSampleThatShowsIt(String rule, String sample) throws IOException {
        assertThat(rulesOf(text(sample))).contains(rule);
    }

    @Test
    void findsNothingWrongInThePlainCase() throws IOException {
        assertThat(rulesOf(text("arm-server-nic"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    RAM_OVER_WINDOW      | guest-ram-at-zero | - {do: map,  | - {skip: true, do: map,
                    MAP_OUTSIDE_APERTURE | arm-server-nic    | iova: 0x40000000, size: 4G | iova: 0x1000000000000, size: 4G
                    VECTORS_REFUSED      | arm-server-nic    | index: msix, count: 4 | index: msix, count: 200
                    NO_GROUP             | arm-server-nic    | - {iommu: smmu0, rids: 0x0000-0xffff | - {iommu: smmu0, rids: 0x0000-0x01ff
                    GROUP_NOT_VIABLE     | intel-desktop-gpu | class: 0x040300, multifunction: true, msi: 1, driver: vfio-pci | class: 0x040300, multifunction: true, msi: 1, driver: snd_hda_intel
                    """)
    void firesOnASmallChange(String rule, String sample, String from, String to)
            throws IOException {
        String text = text(sample);
        assertThat(text).contains(from);
        assertThat(rulesOf(text)).doesNotContain(rule);

        assertThat(rulesOf(text.replace(from, to))).contains(rule);
    }

    private static String text(String sample) throws IOException {
        return Files.readString(Path.of("sample-topologies", sample + ".yaml"));
    }

    private static List<String> rulesOf(String text) {
        Atlas atlas = DocumentReader.read(text).atlas();
        Checker.Findings findings = StandardRules.checker().check(atlas, atlas.run());
        return findings.problems().stream().map(Problem::rule).distinct().toList();
    }
}
