package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Layout.Spot;
import iovatlas.task.Progress;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A document comes with the layout that lies beside it.
class BesideDocumentTest {
    private static final ElementId GONE = new ElementId.OfFunction(PciAddress.parse("09:00.0"));

    @TempDir private Path folder;

    private Opened opened(String layout) throws IOException, ImportFailure {
        Path document = folder.resolve("a.yaml");
        Files.writeString(document, "format: 1\nkernel: {release: \"6.12\"}\n");
        Files.writeString(folder.resolve("a.layout.yaml"), layout);
        return Inputs.open(document, List.of(), Progress.NONE);
    }

    @Test
    void placesOfWhatIsGoneDoNoHarm() throws Exception {
        Opened opened = opened("format: 1\nspots:\n  - {function: \"0000:09:00.0\", x: 1, y: 2}\n");
        assertThat(opened.layout().spot(GONE)).contains(new Spot(1, 2));
        assertThat(opened.notes()).isEmpty();
    }

    @Test
    void aBrokenLayoutIsToldOfAndLeftOut() throws Exception {
        Opened opened = opened("format: 1\nspots: hello\n");
        assertThat(opened.layout().isEmpty()).isTrue();
        assertThat(opened.notes()).hasSize(1);
        assertThat(opened.notes().getFirst().where()).startsWith("a.layout.yaml:2:");
    }
}
