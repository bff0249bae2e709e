package iovatlas.document.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class VocabularyTest {
    private final Vocabulary words = Vocabulary.STANDARD;

    private Term term(String section, String kind, String key) {
        return words.terms(section, kind).stream()
                .filter(term -> term.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void knowsTheKeysOfEveryKindOfItem() {
        assertThat(words.kinds("iommus"))
                .containsExactly("smmuv2", "smmuv3", "vtd", "amd-vi", "virtio-iommu");
        assertThat(words.kinds("steps")).contains("attach", "fire").hasSize(20);
        assertThat(words.kinds("functions")).containsExactly("");
        assertThat(words.paths("iommus", "vtd"))
                .containsExactly("name", "kind", "base", "function", "cap", "ecap");
        assertThat(words.paths("kernel", "")).contains("release", "va-bits", "probe-order");
    }

    @Test
    void knowsTheKeysOfMappingsInsideAnItem() {
        assertThat(words.paths("functions", ""))
                .contains("acs", "acs.cap", "msix.entries", "sriov.vfs.msix.entries", "vf.of");
        assertThat(words.paths("guests", "")).contains("interrupts.its", "interrupts.apicv");
        assertThat(words.paths("steps", "hot-add")).contains("function.acs.ctl");
    }

    @Test
    void tellsWhatMayStandThereAndWhatHoldsOtherwise() {
        Term pin = term("functions", "", "pin");
        assertThat(pin.choices()).containsExactly("A", "B", "C", "D");
        assertThat(pin.open()).isFalse();
        assertThat(term("functions", "", "ats").choices()).containsExactly("true", "false");
        Term entries = term("iommus", "smmuv2", "stream-map-entries");
        assertThat(entries.range()).isEqualTo("0 to 65536");
        assertThat(entries.usual()).isEqualTo("128");
        assertThat(term("iommus", "smmuv3", "page-sizes").usual()).isEqualTo("[4K, 2M, 1G]");
        assertThat(term("msi-controllers", "its", "pre-its").open()).isTrue();
        assertThat(term("steps", "map", "iova").allowed()).startsWith("An address, 64 bits");
        assertThat(term("functions", "", "at").needed()).isTrue();
    }

    @Test
    void knowsWhatStandsAtTheTop() {
        assertThat(words.top().stream().map(Term::key).toList())
                .startsWith("format", "title", "notes", "kernel")
                .containsAll(List.of("cpus", "design", "waivers", "observed"));
    }
}
