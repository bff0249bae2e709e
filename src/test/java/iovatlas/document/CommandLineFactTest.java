package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Provenance;

import org.junit.jupiter.api.Test;

/// Module parameters that a document states by the kernel's command line.
class CommandLineFactTest {

    private static final String KERNEL = "format: 1\nkernel: {release: \"6.12\", arch: arm64";
    private static final String LINE =
            "command-line: \"quiet vfio.enable_unsafe_noiommu_mode=1\"\n";

    private static BootFacts facts(String text) {
        return DocumentReader.read(text).atlas().boot();
    }

    @Test
    void commandLineSwitchesTheModeWithoutIommuOn() {
        BootFacts facts = facts(KERNEL + "}\n" + LINE);
        assertThat(facts.noIommuMode().value()).isTrue();
        assertThat(facts.noIommuMode().provenance()).isEqualTo(Provenance.COMMAND_LINE);
        assertThat(facts(KERNEL + "}\n").noIommuMode().value()).isFalse();
    }

    @Test
    void whatTheDocumentSaysOverridesTheCommandLine() {
        BootFacts facts = facts(KERNEL + ", unsafe-noiommu-mode: false}\n" + LINE);
        assertThat(facts.noIommuMode().value()).isFalse();
        assertThat(facts.noIommuMode().provenance()).isEqualTo(Provenance.DOCUMENT);
    }

    @Test
    void factFromTheCommandLineIsWrittenAndRead() {
        Atlas atlas = DocumentReader.read(KERNEL + "}\n" + LINE).atlas();
        assertThat(DocumentReader.read(DocumentWriter.write(atlas)).atlas()).isEqualTo(atlas);
    }
}
