package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.topology.ElementId;
import iovatlas.topology.IommuHardware;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class ElementLineTest {
    private static final Atlas ATLAS =
            DocumentReader.read(
                            """
                            format: 1
                            kernel: {release: "6.12"}
                            iommus:
                              - {name: smmu0, kind: smmuv3}
                            id-maps:
                              - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
                            """)
                    .atlas();
    private static final ElementId SMMU = new ElementId.OfIommu("smmu0");

    @Test
    void namesEveryKeyThatTheLineCouldHave() {
        assertThat(ElementLine.of(ATLAS, SMMU).orElseThrow().properties())
                .contains(new Property("kind", "smmuv3"), new Property("stage2", ""))
                .extracting(Property::key)
                .contains("base", "input", "page-sizes", "canwbs");
    }

    @Test
    void changesAndRemovesAKey() {
        Atlas changed = new ChangeProperty(SMMU, "stage2", "false").apply(ATLAS);
        IommuHardware.SmmuV3 hardware =
                (IommuHardware.SmmuV3) changed.topology().iommus().getFirst().hardware();
        assertThat(hardware.stage2()).isFalse();
        assertThat(new ChangeProperty(SMMU, "stage2", "").apply(changed)).isEqualTo(ATLAS);
    }

    @Test
    void refusesInTheReadersWords() {
        assertThat(new ChangeProperty(SMMU, "stage2", "perhaps").refusal(ATLAS).orElseThrow())
                .contains("\"perhaps\" is not true or false");
        assertThat(new ChangeProperty(SMMU, "kind", "vtd").refusal(ATLAS)).isPresent();
    }

    @Test
    void aNewNameTakesAlongWhatUsesTheOldOne() {
        Atlas renamed = new ChangeProperty(SMMU, "name", "smmu7").apply(ATLAS);
        assertThat(renamed.topology().idMaps().getFirst().target()).isEqualTo("smmu7");
    }

    @Test
    void aGroupHasNoLine() {
        assertThat(ElementLine.of(ATLAS, new ElementId.OfGroup(1))).isEqualTo(Optional.empty());
    }
}
