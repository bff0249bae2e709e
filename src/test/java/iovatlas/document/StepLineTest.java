package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.atlas.Atlas;
import iovatlas.edit.ReplaceStep;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import org.junit.jupiter.api.Test;

/// Steps as lines of their own.
class StepLineTest {
    private final Atlas atlas =
            DocumentReader.read(
                            """
                            format: 1
                            kernel: {release: "7.3", iommufd: true}
                            functions:
                              - {at: "0000:00:01.0", kind: root-port, bus: "01"}
                              - {at: "0000:01:00.0", kind: endpoint, name: nic0, msix: 4}
                            ioases:
                              - {name: ioas0, context: iommufd0}
                              - {name: ioas1, context: iommufd0}
                            steps:
                              - {do: alloc-hwpt, device: nic0, ioas: ioas0, hwpt: own}
                              - {do: attach, device: nic0, ioas: ioas0, hwpt: own}
                              - {do: copy, ioas: ioas1, from: ioas0, source: 0x00001000, size: 4K, iova: 0x00002000}
                              - {do: destroy, ioas: ioas0, hwpt: own}
                              - {do: destroy, ioas: ioas1}
                            """)
                    .atlas();

    private StepLine line(int number) {
        return StepLine.of(atlas, atlas.steps().get(number - 1));
    }

    @Test
    void isTheDocumentsOwnLineWithoutBraces() {
        assertThat(line(1).text())
                .isEqualTo("do: alloc-hwpt, device: nic0, ioas: ioas0, hwpt: own");
        assertThat(StepLine.read(atlas, line(3).text())).isEqualTo(atlas.steps().get(2));
        assertThat(StepLine.read(atlas, "{" + line(2).text() + "}"))
                .isEqualTo(atlas.steps().get(1));
    }

    @Test
    void destroysAPageTableOfItsIoasOnly() {
        assertThat(atlas.steps().get(3).action()).isEqualTo(new Step.Destroy("ioas0", "own"));
        assertThat(line(4).text()).isEqualTo("do: destroy, ioas: ioas0, hwpt: own");
        assertThat(line(5).text()).isEqualTo("do: destroy, ioas: ioas1");
        assertThatThrownBy(() -> line(4).with("ioas", "ioas1"))
                .hasMessageContaining("The page table \"own\" is none of \"ioas1\".");
    }

    @Test
    void hasEveryKeyThatSuchAStepMayHave() {
        assertThat(line(2).properties())
                .extracting(Property::key)
                .containsExactly(
                        "do", "device", "mdev", "container", "ioas", "hwpt", "skip", "note");
    }

    @Test
    void changesAKeyInTheReadersWords() {
        ScenarioStep other = line(3).with("size", "8K");
        assertThat(((Step.Copy) other.action()).size().text()).isEqualTo("8K");
        assertThatThrownBy(() -> line(2).with("hwpt", "none"))
                .hasMessageContaining("There is no page table (HWPT) \"none\"");
        assertThatThrownBy(() -> line(2).with("ioas", "ioas1"))
                .hasMessageContaining("The page table \"own\" is none of \"ioas1\"");
        assertThatThrownBy(() -> StepLine.read(atlas, "do: fly"))
                .hasMessageContaining("\"fly\" is not a step");
        assertThatThrownBy(() -> StepLine.read(atlas, "do: [")).isNotNull();
        assertThatThrownBy(() -> StepLine.read(atlas, "")).hasMessageContaining("needs the key");
    }

    @Test
    void whoAttachesToAPageTableFollowsItsName() {
        Atlas next = new ReplaceStep(1, line(1).with("hwpt", "mine")).apply(atlas);
        assertThat(((Step.Attach) next.steps().get(1).action()).hwpt()).isEqualTo("mine");
    }

    @Test
    void anAttachToAPageTableNobodyAllocatesIsNotRead() {
        assertThatThrownBy(() ->
                        DocumentReader.read(
                                DocumentWriter.write(atlas)
                                        .replace("do: alloc-hwpt", "skip: true, do: detach")))
                .isInstanceOf(DocumentError.class);
    }
}
