package iovatlas.diagnostic.difference;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.difference.Difference.Kind;
import iovatlas.document.DocumentReader;

import org.junit.jupiter.api.Test;

import java.util.List;

class AtlasDifferencesTest {
    private static final String HEAD =
            """
            format: 1
            title: two cards
            kernel: {release: "6.12", arch: x86_64}
            functions:
            """;
    private static final String TAIL =
            """
            iommus:
              - {name: dmar0, kind: vtd, base: 0xfed91000, cap: 0x08d2078c106f0466, ecap: 0x0000000000f020df}
            msi-controllers:
              - {name: apic0, kind: apic}
            id-maps:
              - {iommu: dmar0, rids: 0x0000-0xffff, to: 0x0000}
            """;

    private static Atlas machine(String... functions) {
        return DocumentReader.read(
                        HEAD
                                + String.join("\n", functions).indent(2).replace("  {", "  - {")
                                + TAIL)
                .atlas();
    }

    private static String port(String at, String bus, String acs) {
        return "{at: \"%s\", kind: root-port, bus: \"%s\", id: \"8086:2030\"%s}"
                .formatted(at, bus, acs);
    }

    private static String card(String at, String id) {
        return "{at: \"%s\", kind: endpoint, id: \"%s\"}".formatted(at, id);
    }

    private static List<Difference> between(Atlas before, Atlas after) {
        return AtlasDifferences.of(before, before.run(), after, after.run());
    }

    private static final String ACS = ", acs: {cap: 0x5f}";

    @Test
    void seesNoDifferenceBetweenAMachineAndItself() {
        Atlas one = machine(port("0000:00:01.0", "01", ACS), card("0000:01:00.0", "8086:1572"));
        assertThat(between(one, one)).isEmpty();
    }

    @Test
    void findsAFunctionAgainWhoseBusNumberChanged() {
        Atlas before = machine(port("0000:00:01.0", "01", ACS), card("0000:01:00.0", "8086:1572"));
        Atlas after = machine(port("0000:00:01.0", "03", ACS), card("0000:03:00.0", "8086:1572"));

        assertThat(between(before, after))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.READDRESSED);
                    assertThat(difference.after()).isEqualTo("0000:03:00.0");
                });
    }

    @Test
    void saysWhyAFunctionSharesItsGroupNow() {
        Atlas before = machine(port("0000:00:01.0", "01", ACS), card("0000:01:00.0", "8086:1572"));
        Atlas after = machine(port("0000:00:01.0", "01", ""), card("0000:01:00.0", "8086:1572"));

        assertThat(between(before, after))
                .filteredOn(difference -> difference.kind() == Kind.GROUP)
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.why()).isNotEmpty());
    }

    @Test
    void tellsWhatAppearedAndWhatIsGone() {
        Atlas before = machine(port("0000:00:01.0", "01", ACS), card("0000:01:00.0", "8086:1572"));
        Atlas after = machine(port("0000:00:01.0", "01", ACS), card("0000:01:00.0", "144d:a824"));

        assertThat(between(before, after))
                .extracting(Difference::kind)
                .containsExactly(Kind.GONE, Kind.APPEARED);
    }
}
