package iovatlas.importer.devicetree;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.observation.Note;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class DeviceTreeTest {

    private static BlobBytes sample() {
        return new BlobBytes()
                .open("")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .open("soc")
                .cells("#address-cells", 1)
                .cells("#size-cells", 1)
                .cells("ranges", 0, 0x4, 0x10000000, 0x1000000)
                .open("iommu@5000")
                .text("compatible", "arm,smmu-v3")
                .cells("reg", 0x5000, 0x1000)
                .cells("phandle", 7)
                .close()
                .close()
                .open("memory@1")
                .cells("reg", 1, 2, 3, 4)
                .close()
                .close();
    }

    private static DeviceTree read(byte[] blob) {
        return DeviceTree.read(blob, new ArrayList<>()).orElseThrow();
    }

    @Test
    void findsNodesByPathAndHandle() {
        DeviceTree tree = read(sample().finished());
        assertThat(tree.node("/soc/iommu@5000")).isPresent().isEqualTo(tree.node(7));
        assertThat(tree.node(8)).isEmpty();
    }

    @Test
    void countsAddressesInTheCellsOfTheParent() {
        DeviceTree tree = read(sample().finished());
        assertThat(RegProperty.read(tree.node("/memory@1").orElseThrow()))
                .containsExactly(new RegProperty.Window(0x100000002L, 0x300000004L));
    }

    @Test
    void translatesAddressesThroughTheBusesAbove() {
        DeviceTree tree = read(sample().finished());
        assertThat(RegProperty.read(tree.node(7).orElseThrow()))
                .containsExactly(new RegProperty.Window(0x410005000L, 0x1000));
    }

    @Test
    void keepsWhatStandsBeforeTheFaultAndNotesIt() {
        byte[] blob = sample().finished();
        List<Note> notes = new ArrayList<>();
        // Cut inside the structure block; the strings behind it are lost too.
        Optional<DeviceTree> tree = DeviceTree.read(Arrays.copyOf(blob, 160), notes);
        assertThat(tree).isPresent();
        assertThat(notes).hasSize(1);
    }

    @Test
    void refusesWhatIsNoDeviceTree() {
        List<Note> notes = new ArrayList<>();
        assertThat(DeviceTree.read(new byte[100], notes)).isEmpty();
        assertThat(notes).hasSize(1);
    }

    @Test
    void refusesANestThatIsTooDeep() {
        BlobBytes deep = new BlobBytes();
        for (int i = 0; i < 100; i++) {
            deep.open("n");
        }
        List<Note> notes = new ArrayList<>();
        assertThat(DeviceTree.read(deep.finished(), notes)).isPresent();
        assertThat(notes.getFirst().text()).contains("deeper");
    }
}
