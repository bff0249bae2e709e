package iovatlas.table;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class HolesTest {

    @Test
    void areWhatNoDomainMapsAndNoWindowKeepsLargestFirst() throws IOException {
        Path sample = Path.of("sample-topologies", "three-smmus-one-refuses.yaml");
        Atlas atlas = DocumentReader.read(Files.readString(sample)).atlas();
        var source = new TableSource(atlas, atlas.run(), atlas.steps().size(), List.of());

        assertThat(NamedTable.of(TableKind.HOLES, source).facts().rows())
                .extracting(row -> String.join(" ", row.cells().subList(0, 3)))
                .containsExactly(
                        "c0 0x80000000 0xffffffffffff",
                        "c0 0x08100000 0x3fffffff",
                        "c0 0x00000000 0x07ffffff",
                        "c1 0xc0010000 0xffffffffffff",
                        "c1 0x08100000 0x3fffffff",
                        "c1 0x00000000 0x07ffffff");
    }
}
