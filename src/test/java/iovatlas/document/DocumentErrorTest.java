package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import iovatlas.document.yaml.Limits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything that is wrong with a text is said in one sentence with its place.
class DocumentErrorTest {
    private static final String HEAD = "format: 1\nkernel: {release: \"6.12\"}\n";

    private static DocumentError error(String text) {
        return catchThrowableOfType(DocumentError.class, () -> DocumentReader.read(text));
    }

    private static void expect(String text, int line, int column, String sentence) {
        DocumentError error = error(text);
        assertThat(error).as(text).isNotNull();
        assertThat(error.sentence()).isEqualTo(sentence);
        assertThat(error.line() + ":" + error.column()).isEqualTo(line + ":" + column);
        assertThat(error.sentence()).matches("[A-Z0-9\"].*[.?]").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    titel: x                       | 3:1  | The document has no key "titel"; did you mean "title"?
                    title: x\\ntitle: y             | 4:1  | The key "title" stands twice in the document.
                    title: [x]                     | 3:8  | Expected a text, not a list.
                    title:                         | 3:7  | In the key "title": Expected a text, not nothing.
                    functions: {}                  | 3:12 | The key "functions" needs a list, not a mapping.
                    functions: x                   | 3:12 | The key "functions" needs a list, not "x".
                    functions: [x]                 | 3:13 | A function is a mapping, not "x".
                    design: E1                     | 3:9  | In the key "design": "E1" is not a design such as D11.
                    facts: [{fact: iommufd, from: log}] | 3:9 | A fact needs the key "value".
                    facts: [{fact: iomufd, value: true, from: log}] | 3:16 | In the key "fact": There is no fact "iomufd"; did you mean "iommufd"?
                    facts: [{fact: release, value: "6.1", from: log}] | 3:9 | The fact "release" is given twice.
                    steps: [{device: nic0}]        | 3:9  | A step needs the key "do".
                    steps: [{do: atach}]           | 3:14 | "atach" is not a step; did you mean "attach"?
                    steps: [{do: detach, device: nic0}] | 3:30 | In the key "device": "nic0" is neither a PCI address nor the name of a function.
                    steps: [{do: detach, device: "01:00.0"}] | 3:30 | In the key "device": There is no function 0000:01:00.0.
                    steps: [{do: map, container: c0, size: 4K}] | 3:30 | In the key "container": There is no container "c0".
                    steps: [{do: map, size: 4K}]   | 3:9  | This step needs either the key "container" or the key "ioas".
                    id-maps: [{iommu: smmu0, rids: 0x0000-0xffff, to: 0x0}] | 3:19 | In the key "iommu": There is no IOMMU "smmu0".
                    id-maps: [{rids: 0x0000-0xffff, to: 0x0}] | 3:11 | An ID map needs either the key "iommu" or the key "msi".
                    memory: [{owner: vm0, name: ram, at: 0x0, size: 1G}] | 3:18 | In the key "owner": There is no guest or process "vm0".
                    iommus: [{name: smmu0}]        | 3:10 | An IOMMU needs the key "kind".
                    iommus: [{name: smmu0, kind: smmuv3, cap: 0x1}] | 3:38 | An IOMMU of kind smmuv3 has no key "cap"; known are name, kind, base, function, stage1, stage2, input, output, page-sizes, canwbs, hi161x.
                    msi-controllers: [{name: apic, kind: apic, base: 0x1}] | 3:50 | An MSI controller of kind apic has no key "base".
                    waivers: [{rule: R, reason: " "}] | 3:11 | A waiver needs a reason.
                    host-bridges: [{segment: "0000", buses: "00-1ff"}] | 3:41 | In the key "buses": "00-1ff" is not a bus range such as 01 or 01-03.
                    observed: {regions: [{group: 1, range: 0x0-0xf, type: msi}]} | 3:22 | No group 1 is observed.
                    observed: x                    | 3:11 | The observation is a mapping, not "x".
                    """)
    void saysWhatIsWrongAtTheTopLevel(String text, String place, String sentence) {
        String[] at = place.split(":", -1);
        expect(
                HEAD + text.replace("\\n", "\n") + "\n",
                Integer.parseInt(at[0]),
                Integer.parseInt(at[1]),
                sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {kind: endpoint}                                 | 5  | A function needs the key "at".
                    {at: "00:01.0"}                                  | 5  | A function needs the key "kind".
                    {at: "00:01.8", kind: endpoint}                  | 10 | In the key "at": "00:01.8" is not a PCI address such as 0000:01:00.0.
                    {at: "00:01.0", kind: endpiont}                  | 27 | In the key "kind": "endpiont" is not a kind of PCI function; did you mean "endpoint"?
                    {at: "00:01.0", knd: endpoint}                   | 21 | A function has no key "knd"; did you mean "kind"?
                    {at: "00:01.0", kind: endpoint, bus: "01"}       | 5  | 0000:00:01.0 is no bridge but has buses 01.
                    {at: "00:01.0", kind: endpoint, msi: 3}          | 42 | In the key "msi": MSI offers 1, 2, 4, 8, 16 or 32 vectors, not 3.
                    {at: "00:01.0", kind: endpoint, msix: 4096}      | 43 | In the key "msix": 4096 is not a number from 1 to 2048.
                    {at: "00:01.0", kind: endpoint, acs: 0x5f}       | 42 | In the key "acs": An ACS capability is a mapping, not "0x5f".
                    {at: "00:01.0", kind: endpoint, acs: {cap: 0x10000}} | 48 | In the key "cap": 0x10000 needs more than 16 bits.
                    {at: "00:01.0", kind: endpoint, acs: {ctl: 1}}   | 42 | An ACS capability needs the key "cap".
                    {at: "00:01.0", kind: endpoint, class: red}      | 44 | In the key "class": "red" is not an unsigned number such as 0x08000000 or 4096.
                    {at: "00:01.0", kind: endpoint, name: "00:01.0"} | 43 | A name may not look like a PCI address.
                    {at: "00:01.0", kind: endpoint, ats: yes}        | 42 | In the key "ats": "yes" is not true or false.
                    {at: "00:01.0", kind: endpoint, driver: }        | 44 | In the key "driver": Expected a name, not nothing.
                    {at: "00:01.0", kind: endpoint, sriov: {total: 1, enabled: 2}} | 44 | 2 enabled virtual functions of at most 1.
                    {at: "00:01.0", kind: endpoint, vf: {of: "00:02.0", index: 0}} | 5 | The physical function 0000:00:02.0 of the virtual function 0000:00:01.0 is not there.
                    {at: "05:01.0", kind: endpoint}                  | 5  | The function 0000:05:01.0 is on bus 05, which no host bridge and no bridge has.
                    """)
    void saysWhatIsWrongWithAFunction(String function, int column, String sentence) {
        expect(HEAD + "functions:\n  - " + function + "\n", 4, column, sentence);
    }

    @Test
    void refusesDuplicates() {
        String port = "  - {at: \"00:01.0\", kind: endpoint, name: a}\n";
        expect(
                HEAD + "functions:\n" + port + port,
                5,
                5,
                "The function 0000:00:01.0 is listed twice, first in line 4.");
        expect(
                HEAD + "functions:\n" + port + port.replace("01.0", "02.0"),
                5,
                5,
                "There are two functions named \"a\".");
        expect(
                HEAD
                        + "functions:\n"
                        + port
                        + "steps:\n  - {do: hot-add, function: "
                        + "{at: \"00:02.0\", kind: endpoint, name: a}}\n",
                6,
                29,
                "There are two functions named \"a\".");
        expect(
                HEAD + "cpus:\n  - {cpu: 0, id: 0x0}\n  - {cpu: 0, id: 0x1}\n",
                5,
                5,
                "There are two CPUs named \"0\".");
        expect(
                HEAD + "containers: [{name: c0}]\nioases:\n  - {name: c0}\n",
                5,
                5,
                "The container or IOAS \"c0\" is listed twice, first in line 3.");
        expect(
                HEAD
                        + "processes: [{name: p}]\n"
                        + "guests: [{name: p, arch: arm64, interrupts: apic}]\n",
                3,
                13,
                "The guest or process \"p\" is listed twice, first in line 4.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    01-04 | 04-05 | The buses 04-05 of the bridge 0000:00:02.0 overlap the buses 01-04 of the bridge 0000:00:01.0.
                    01-04 | 02-03 | The buses 02-03 of the bridge 0000:00:02.0 overlap the buses 01-04 of the bridge 0000:00:01.0.
                    01    | 01    | The buses 01 of the bridge 0000:00:02.0 overlap the buses 01 of the bridge 0000:00:01.0.
                    01    | 00    | The buses 00 of the bridge 0000:00:02.0 overlap the buses 00-0f of the host bridge 0000:00.
                    """)
    void refusesOverlappingBuses(String first, String second, String sentence) {
        String text =
                HEAD
                        + "host-bridges: [{segment: \"0000\", buses: 00-0f}]\nfunctions:\n"
                        + "  - {at: \"00:01.0\", kind: root-port, bus: \""
                        + first
                        + "\"}\n  - {at: \"00:02.0\", kind: root-port, bus: \""
                        + second
                        + "\"}\n";
        expect(text, 6, 5, sentence);
    }

    @Test
    void acceptsBridgesBelowBridges() {
        String text =
                HEAD
                        + """
                        functions:
                          - {at: "00:01.0", kind: root-port, bus: 01-04}
                          - {at: "01:00.0", kind: switch-upstream, bus: 02-04}
                          - {at: "02:00.0", kind: switch-downstream, bus: "03"}
                          - {at: "02:01.0", kind: switch-downstream, bus: "04"}
                          - {at: "04:00.0", kind: endpoint}
                        """;
        assertThat(DocumentReader.read(text).atlas().topology().functions()).hasSize(5);
    }

    @Test
    void takesTheBusesOfARecordedMachineAsTheyAre() {
        String text = HEAD + "functions: [{at: \"05:01.0\", kind: endpoint}]\n";
        assertThat(error(text).sentence()).contains("is on bus 05");
        String recorded = text + "observed: {log: [a line]}\n";
        assertThat(DocumentReader.read(recorded).atlas().topology().functions()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoDocument() {
        expect("", 1, 1, "The text is empty.");
        expect("# nothing\n", 1, 1, "The text is empty.");
        expect("- a\n", 1, 1, "A document is a mapping with keys such as format: and functions:.");
        expect("title: x\n", 1, 1, "The document needs the key \"format\", as in format: 1.");
        expect(
                "format: 1\n",
                1,
                1,
                "The document needs the kernel's release, as in kernel: {release: \"6.12\"}.");
        expect(
                "format: 2\nnew-key: x\n",
                1,
                9,
                "This document has format 2, which a later IOVAtlas wrote; this one reads format"
                        + " 1.");
        expect("format: 0\n", 1, 9, "0 is not a number from 1 to 2147483647.");
        expect(
                "format: 1\n---\nformat: 1\n",
                3,
                1,
                "A second document begins; there may be only one.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    title: &a x          | 3:8  | Anchors (&name) are not allowed.
                    title: *a            | 3:8  | Aliases (*name) are not allowed.
                    title: !x y          | 3:8  | Tags (!name) are not allowed.
                    title: !!str y       | 3:8  | Tags (!name) are not allowed.
                    <<: {title: x}       | 3:1  | Merge keys (<<) are not allowed.
                    title: "x            | 4:1  | This is not YAML: found unexpected end of stream.
                    title: a: b          | 3:9  | This is not YAML: mapping values are not allowed here.
                    title: @x            | 3:8  | This is not YAML: found character '@' that cannot start any token. (Do not use @ for indentation).
                    steps: [{a: 1        | 4:1  | This is not YAML: expected ',' or '}', but got <stream end>.
                    """)
    void refusesYamlThatADocumentDoesNotNeed(String text, String place, String sentence) {
        String[] at = place.split(":", -1);
        expect(HEAD + text + "\n", Integer.parseInt(at[0]), Integer.parseInt(at[1]), sentence);
    }

    @Test
    void refusesAControlCharacterAtItsPlace() {
        DocumentError error = error(HEAD + "title: a\u0001b\n");
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(9);
        assertThat(error.sentence())
                .isEqualTo("This is not YAML: the character U+0001 may not stand in a text.");
    }

    @Test
    void refusesWhatIsBeyondALimit() {
        Limits small = new Limits(200, 4, 20, 30);
        assertThatThrownBy(() -> DocumentReader.read(HEAD + "#".repeat(200), small))
                .hasMessage("The text has 236 characters; a document has at most 200.");
        assertThatThrownBy(() -> DocumentReader.read(HEAD + "title: [[[[[[a]]]]]]\n", small))
                .hasMessage("Lists and mappings nest deeper than 4.");
        assertThatThrownBy(
                        () -> DocumentReader.read(HEAD + "notes: [" + "1,".repeat(30) + "]", small))
                .hasMessage("There are more than 20 values.");
        assertThatThrownBy(() -> DocumentReader.read(HEAD + "title: " + "a".repeat(31), small))
                .hasMessage("A text is longer than 30 characters.");
    }

    @Test
    void isQuickWithATextMadeToBeSlow() {
        for (String open : new String[] {"[", "{a: ", "- ", "? ", "a: [", "'", "\"", "&a "}) {
            assertThat(error(open.repeat(100_000))).as(open).isNotNull();
        }
    }
}
