package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.kernel.Provenance;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Properties inside the mappings of a line, of several lines at once, and of what has no element.
class NestedKeysTest {
    private static final ElementId PORT =
            new ElementId.OfFunction(PciAddress.parse("0000:00:01.0"));
    private static final ElementId NIC = new ElementId.OfFunction(PciAddress.parse("0000:01:00.0"));
    private static final ElementId VIRTUAL =
            new ElementId.OfFunction(PciAddress.parse("0000:01:02.0"));

    private final Atlas atlas =
            DocumentReader.read(
                            """
                            format: 1
                            kernel: {release: "6.12", page-size: 64K}
                            facts:
                              - {fact: va-bits, value: 39, from: log}
                            host-bridges:
                              - {segment: "0000", buses: 00-1f}
                              - {segment: "0000", buses: 20-3f}
                            functions:
                              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f}}
                              - {at: "0000:01:00.0", kind: endpoint, id: "8086:1572", name: nic0, msix: 4, sriov: {total: 2, enabled: 2, offset: 16, stride: 1, device: 0x154c, vfs: {msix: 4}}}
                            cpus:
                              - {cpu: 0, id: 0x0}
                            """)
                    .atlas();

    private static String value(Atlas atlas, ElementId element, String path) {
        return ElementLine.of(atlas, element).orElseThrow().value(path);
    }

    private Atlas with(Edit edit) {
        assertThat(edit.refusal(atlas)).isEmpty();
        return edit.apply(atlas);
    }

    @Test
    void readsAndWritesAKeyInsideAMapping() {
        assertThat(value(atlas, PORT, "acs.cap")).isEqualTo("0x5f");
        assertThat(value(atlas, PORT, "acs.ctl")).isEmpty();
        Atlas forced = with(new ChangeProperty(PORT, "acs.ctl", "0x1d"));
        assertThat(value(forced, PORT, "acs.ctl")).isEqualTo("0x1d");
        assertThat(new ChangeProperty(PORT, "acs.ctl", "").apply(forced)).isEqualTo(atlas);
    }

    @Test
    void opensAMappingThatIsWrittenShort() {
        assertThat(value(atlas, NIC, "msix")).isEqualTo("4");
        assertThat(value(atlas, NIC, "msix.entries")).isEqualTo("4");
        Atlas moved = with(new ChangeProperty(NIC, "msix.bar", "3"));
        assertThat(value(moved, NIC, "msix")).isEqualTo("{entries: 4, bar: 3}");
    }

    @Test
    void writesListsAndMappingsAsTheyAreTyped() {
        Atlas more = with(new ChangeProperty(PORT, "aliases", "[1e.0]"));
        assertThat(value(more, PORT, "aliases")).contains("1e.0");
        Atlas reset = with(new ChangeProperty(NIC, "reset", "[flr, pm]"));
        assertThat(value(reset, NIC, "reset")).isEqualTo("[flr, pm]");
        Atlas msi = with(new ChangeProperty(NIC, "msi", "{vectors: 4, maskable: true}"));
        assertThat(value(msi, NIC, "msi.maskable")).isEqualTo("true");
        assertThat(new ChangeProperty(NIC, "msi", "{vectors: 4}, ats: true").refusal(atlas))
                .hasValueSatisfying(text -> assertThat(text).contains("more than one value"));
        assertThat(new ChangeProperty(NIC, "reset", "[flr").refusal(atlas)).isPresent();
    }

    @Test
    void leavesOutAMappingThatBecomesEmpty() {
        Atlas plain = with(new ChangeProperty(PORT, "acs.cap", ""));
        assertThat(value(plain, PORT, "acs")).isEmpty();
    }

    @Test
    void writesAKeyTwoMappingsDeep() {
        Atlas more = with(new ChangeProperty(NIC, "sriov.vfs.msix", "8"));
        assertThat(value(more, VIRTUAL, "msix")).isEqualTo("8");
    }

    @Test
    void givesAVirtualFunctionALineOfItsOwnWhenItDiffers() {
        Atlas named = with(new ChangeProperty(VIRTUAL, "msix", "2"));
        assertThat(value(named, VIRTUAL, "msix")).isEqualTo("2");
        assertThat(value(named, NIC, "msix")).isEqualTo("4");
    }

    @Test
    void findsTheLineOfEachHostBridgeOfASegment() {
        ElementId second = new ElementId.OfHostBridge(0, 0x20);
        assertThat(value(atlas, second, "buses")).isEqualTo("20-3f");
        Atlas kept = with(new ChangeProperty(second, "keeps-boot-config", "true"));
        assertThat(value(kept, second, "keeps-boot-config")).isEqualTo("true");
        assertThat(value(kept, new ElementId.OfHostBridge(0, 0), "keeps-boot-config")).isEmpty();
    }

    @Test
    void changesSeveralLinesOrNone() {
        Atlas both = with(new ChangeProperties(List.of(PORT, NIC), "ats", "true"));
        assertThat(value(both, PORT, "ats")).isEqualTo("true");
        assertThat(value(both, NIC, "ats")).isEqualTo("true");
        assertThat(new ChangeProperties(List.of(PORT, NIC), "bus", "01").refusal(atlas))
                .isPresent();
        assertThatThrownBy(() ->
                        new ChangeProperties(List.of(NIC, new ElementId.OfGroup(0)), "ats", "true")
                                .apply(atlas))
                .hasMessageContaining("no line of its own");
    }

    @Test
    void statesABootFactWhateverToldOfItBefore() {
        Atlas stated = with(new ChangeFact("va-bits", "48"));
        assertThat(stated.boot().virtualAddressBits().value()).isEqualTo(48);
        assertThat(stated.boot().virtualAddressBits().provenance()).isEqualTo(Provenance.DOCUMENT);
        Atlas usual = new ChangeFact("va-bits", "").apply(stated);
        assertThat(usual.boot().virtualAddressBits().provenance()).isEqualTo(Provenance.DEFAULT);
        assertThat(new ChangeFact("va-bits", "65").refusal(atlas)).isPresent();
        assertThat(new ChangeFact("release", "").refusal(atlas))
                .hasValueSatisfying(text -> assertThat(text).contains("release"));
        Atlas booted = with(new ChangeFact("command-line", "iommu.passthrough=1 quiet"));
        assertThat(booted.boot().commandLine().value().text())
                .isEqualTo("iommu.passthrough=1 quiet");
        assertThat(new ChangeFact("command-line", "").apply(booted)).isEqualTo(atlas);
    }

    @Test
    void tellsEveryBootFactWithItsSource() {
        assertThat(new BootWords(atlas).facts())
                .contains(new StatedFact("page-size", "64K", Provenance.DOCUMENT, "4K"))
                .contains(new StatedFact("va-bits", "39", Provenance.LOG, "48"))
                .hasSize(19);
    }

    @Test
    void writesLinesOfListsWhoseItemsAreNoElements() {
        Atlas two = with(new ChangeListLine("cpus", 1, "cpu: 1, id: 0x100"));
        assertThat(new ListLines("cpus").of(two))
                .containsExactly("cpu: 0, id: 0x0", "cpu: 1, id: 0x100");
        assertThat(new ChangeListLine("cpus", 1, "").apply(two)).isEqualTo(atlas);
        assertThat(new ChangeListLine("cpus", 1, "cpu: one").refusal(atlas)).isPresent();
        Atlas waived =
                with(new ChangeListLine("waivers", 0, "{rule: map-over-reserved, reason: known}"));
        assertThat(new ListLines("waivers").of(waived)).hasSize(1);
    }
}
