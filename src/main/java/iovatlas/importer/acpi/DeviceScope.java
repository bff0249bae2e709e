package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;

/// Names a device by the way that leads to it from a root bus.
///
/// @param type 1 endpoint, 2 bridge and what is below it, 3 I/O APIC, 4 HPET, 5 namespace device
/// @param enumeration I/O APIC id, HPET number or ANDD number
/// @param startBus bus of the first step
/// @param path devfns, each on the secondary bus of the one before
public record DeviceScope(int type, int enumeration, int startBus, List<Integer> path) {

    public DeviceScope {
        path = List.copyOf(path);
    }

    /// True for the types that are PCI functions.
    public boolean isPci() {
        return type == 1 || type == 2;
    }

    static List<DeviceScope> list(TableView structure, int first, List<Note> notes) {
        List<DeviceScope> scopes = new ArrayList<>();
        int at = first;
        while (structure.has(at, 6)) {
            int length = structure.u8(at + 1);
            if (length < 6 || !structure.has(at, length)) {
                notes.add(Note.warning("DMAR", "a device scope does not fit into its structure"));
                break;
            }
            List<Integer> path = new ArrayList<>();
            for (int i = at + 6; i + 1 < at + length; i += 2) {
                path.add(((structure.u8(i) & 0x1f) << 3) | (structure.u8(i + 1) & 7));
            }
            scopes.add(
                    new DeviceScope(
                            structure.u8(at), structure.u8(at + 4), structure.u8(at + 5), path));
            at += length;
        }
        return scopes;
    }
}
