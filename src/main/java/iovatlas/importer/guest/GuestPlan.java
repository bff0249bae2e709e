package iovatlas.importer.guest;

import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;

import java.util.List;

/// What a configuration says about one guest.
///
/// @param name of the guest
/// @param architecture the guest's
/// @param kvm whether KVM runs it
/// @param vcpus at least 1
/// @param memory its memory at guest-physical addresses, names unique within the guest
/// @param interrupts what it believes to have
/// @param devices host functions that it gets, in the configuration's order
/// @param notes what was not understood or is assumed
public record GuestPlan(
        String name,
        Architecture architecture,
        boolean kvm,
        int vcpus,
        List<MemoryRegion> memory,
        GuestInterrupts interrupts,
        List<PciAddress> devices,
        List<Note> notes) {

    public GuestPlan {
        memory = List.copyOf(memory);
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
    }
}
