package iovatlas.importer.guest;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Where a guest's memory lies by the machine type that its configuration names.
class MachineLayoutTest {

    private final List<Note> notes = new ArrayList<>();

    private List<String> memory(Architecture architecture, String machine, ByteSize size) {
        return MachineLayout.memory("vm", architecture, machine, size, notes).stream()
                .map(MachineLayoutTest::text)
                .toList();
    }

    private static String text(MemoryRegion region) {
        return "%s %s+%s"
                .formatted(
                        region.name(), region.range().first().hex(), region.range().size().text());
    }

    private static ByteSize mebibytes(long count) {
        return ByteSize.MIB.times(count);
    }

    @Test
    void aPcHasItsRamBelowThreeAndAHalfGibibytesOrInTwoPieces() {
        assertThat(memory(Architecture.X86_64, "pc", mebibytes(3583)))
                .containsExactly("vm-ram 0x00000000+3583M");
        assertThat(memory(Architecture.X86_64, "pc-i440fx-9.0", mebibytes(3584)))
                .containsExactly("vm-low 0x00000000+3G", "vm-high 0x100000000+512M");
        assertThat(memory(Architecture.X86_64, "pc-i440fx-1.7", mebibytes(4096)))
                .containsExactly("vm-low 0x00000000+3584M", "vm-high 0x100000000+512M");
        assertThat(notes).isEmpty();
    }

    @Test
    void aQ35HasItsRamBelowTwoAndThreeQuarterGibibytesOrInTwoPieces() {
        assertThat(memory(Architecture.X86_64, "q35", mebibytes(2815)))
                .containsExactly("vm-ram 0x00000000+2815M");
        assertThat(memory(Architecture.X86_64, "pc-q35-rhel9.2.0", mebibytes(4096)))
                .containsExactly("vm-low 0x00000000+2G", "vm-high 0x100000000+2G");
        assertThat(notes).isEmpty();
    }

    @Test
    void anArmGuestHasItsRamAtOneGibibyte() {
        assertThat(memory(Architecture.ARM64, "virt-9.1", ByteSize.GIB.times(300)))
                .containsExactly("vm-ram 0x40000000+300G");
        assertThat(memory(Architecture.ARM64, "virt", ByteSize.ofBytes(0))).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void saysWhatCannotBeLaidOut() {
        assertThat(memory(Architecture.X86_64, "pc-q35-0.9", ByteSize.GIB))
                .containsExactly("vm-ram 0x00000000+1G");
        assertThat(memory(Architecture.ARM64, "virt-2.7", ByteSize.GIB.times(300))).isEmpty();
        assertThat(notes)
                .extracting(Note::text)
                .containsExactly(
                        "The memory map of QEMU q35 0.9 is not known; the first is 1.4. Its memory"
                                + " lies as in the newest release.",
                        "its memory is left out. QEMU virt up to 2.7 has room for 255G of RAM, not"
                                + " 300G.");
    }

    @Test
    void theInterruptControllerFollowsTheGic() {
        assertThat(MachineLayout.interrupts(Architecture.ARM64, 3))
                .isEqualTo(new GuestInterrupts.VirtualIts(GuestPhysical.of(0x0808_0000L)));
        assertThat(MachineLayout.interrupts(Architecture.ARM64, 2))
                .isEqualTo(new GuestInterrupts.VirtualV2m(GuestPhysical.of(0x0802_0000L), 80, 64));
        assertThat(MachineLayout.interrupts(Architecture.X86_64, 3))
                .isEqualTo(new GuestInterrupts.VirtualApic());
    }
}
