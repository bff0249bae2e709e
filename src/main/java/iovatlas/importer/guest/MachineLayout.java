package iovatlas.importer.guest;

import iovatlas.address.ByteSize;
import iovatlas.edit.vmm.GuestMap;
import iovatlas.edit.vmm.GuestWish;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where QEMU puts a guest's memory and interrupt controller, by its machine type and the release
/// that this names; a type without release, and a distribution's own, is the newest one.
public final class MachineLayout {

    private static final Pattern RELEASE =
            Pattern.compile("(?:pc-q35|pc-i440fx|pc|virt)-(\\d{1,3}\\.\\d{1,3})");

    private MachineLayout() {}

    /// The regions of so much memory, named after the guest.
    ///
    /// @param machine the machine type, e.g. `pc-q35-8.2`
    /// @param notes takes what could not be laid out as asked
    public static List<MemoryRegion> memory(
            String guest,
            Architecture architecture,
            String machine,
            ByteSize size,
            List<Note> notes) {
        if (size.isZero()) {
            return List.of();
        }
        try {
            return guest(map(guest, architecture, machine, notes), guest, size).memory().stream()
                    .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
                    .toList();
        } catch (IllegalArgumentException e) {
            notes.add(Note.warning(guest, "its memory is left out. " + e.getMessage()));
            return List.of();
        }
    }

    /// The interrupt controller that the guest sees.
    ///
    /// @param gic 2 or 3, of an Arm guest
    public static GuestInterrupts interrupts(Architecture architecture, int gic) {
        GuestMap map =
                architecture == Architecture.ARM64 && gic == 2
                        ? GuestMap.QEMU_VIRT_2_7
                        : newest(architecture, "");
        return guest(map, "", ByteSize.GIB).interrupts();
    }

    private static GuestMap map(
            String guest, Architecture architecture, String machine, List<Note> notes) {
        GuestMap newest = newest(architecture, machine);
        Matcher release = RELEASE.matcher(machine);
        if (!release.matches()) {
            return newest;
        }
        try {
            return GuestMap.of(newest.word() + "-" + release.group(1)).orElse(newest);
        } catch (IllegalArgumentException e) {
            notes.add(
                    Note.warning(
                            guest, e.getMessage() + " Its memory lies as in the newest release."));
            return newest;
        }
    }

    private static GuestMap newest(Architecture architecture, String machine) {
        if (architecture == Architecture.ARM64) {
            return GuestMap.QEMU_VIRT;
        }
        return machine.contains("q35") ? GuestMap.QEMU_Q35 : GuestMap.QEMU_PC;
    }

    /// Neither vCPUs nor the processor's maker are known to say where RAM is.
    private static ContainerOwner.Guest guest(GuestMap map, String name, ByteSize ram) {
        return map.guest(name, true, new GuestWish(ram, 1, false));
    }
}
