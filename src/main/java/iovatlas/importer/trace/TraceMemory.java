package iovatlas.importer.trace;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The guest behind a trace of QEMU: what QEMU maps is the guest's memory, at guest-physical
/// addresses.
final class TraceMemory {

    private static final int MOST_REGIONS = 64;
    private static final long ITS_DOORBELL = 0x10040;
    private static final long STANDARD_ITS = 0x08080000;

    private final TraceEvents events;
    private final List<Note> notes = new ArrayList<>();
    private List<MemoryRegion> regions = List.of();

    TraceMemory(TraceEvents events) {
        this.events = events;
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }

    /// The topology with a container for the trace, and with the guest when QEMU wrote the trace.
    Topology withSpace(Topology topology, String name, Architecture host) {
        List<IovaSpace> spaces = new ArrayList<>(topology.spaces());
        int vcpus = vcpus();
        boolean guest = (events.fromQemu() || vcpus > 0) && topology.owner("vm0").isEmpty();
        spaces.add(TraceAtlas.container(name, guest ? "vm0" : null));
        if (!guest) {
            return topology.withSpaces(spaces);
        }
        regions = events.fromQemu() ? mapped() : List.of();
        List<ContainerOwner> owners = new ArrayList<>(topology.owners());
        owners.add(
                new ContainerOwner.Guest(
                        "vm0", host, true, regions, Math.max(1, vcpus), interrupts(host)));
        notes.add(
                Note.information(
                        "trace",
                        (events.fromQemu()
                                        ? "what QEMU maps is drawn as memory of the guest vm0; "
                                        : "KVM takes interrupts for a guest, drawn as vm0; ")
                                + "how many vCPUs it has is not in the trace"));
        return topology.withOwners(owners).withSpaces(spaces);
    }

    /// The guest's memory; empty before the topology was asked for, and without a guest.
    List<MemoryRegion> regions() {
        return regions;
    }

    /// The vCPU that a message of x86 goes to. Of a logical destination it is the first one in the
    /// mask, as Linux numbers them.
    ///
    /// @param destination the eight bits of the address
    /// @param address the whole address; bit 2 tells that the destination is logical
    static int vcpu(int destination, long address) {
        boolean logical = (address & 1 << 2) != 0 && destination != 0;
        return logical ? Integer.numberOfTrailingZeros(destination) : destination;
    }

    /// As many as messages tell of, 0 when none does.
    private int vcpus() {
        int most = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.kind(i) == TraceEvents.Kind.GUEST_MESSAGE) {
                long address = events.get(i).second();
                most = Math.max(most, vcpu((int) (address >>> 12 & 0xff), address) + 1);
            }
        }
        return most;
    }

    private List<MemoryRegion> mapped() {
        List<MemoryRegion> found = new ArrayList<>();
        for (int i = 0; i < events.size() && found.size() < MOST_REGIONS; i++) {
            if (events.kind(i) != TraceEvents.Kind.MAP) {
                continue;
            }
            TraceEvents.Event event = events.get(i);
            Optional<AddressRange<GuestPhysical>> range =
                    AddressRange.ofSizeOrEmpty(
                            GuestPhysical.of(event.first()), ByteSize.ofBytes(event.second()));
            boolean fresh =
                    range.isPresent()
                            && found.stream().noneMatch(r -> r.range().overlaps(range.get()));
            if (fresh) {
                found.add(
                        new MemoryRegion(
                                "vm0-mem" + found.size(), range.get(), MemoryRegion.Kind.RAM));
            }
        }
        return found;
    }

    private GuestInterrupts interrupts(Architecture host) {
        if (host == Architecture.X86_64) {
            return new GuestInterrupts.VirtualApic();
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.kind(i) == TraceEvents.Kind.GUEST_VECTOR
                    && events.get(i).second() >= ITS_DOORBELL) {
                return new GuestInterrupts.VirtualIts(
                        GuestPhysical.of(events.get(i).second() - ITS_DOORBELL));
            }
        }
        return new GuestInterrupts.VirtualIts(GuestPhysical.of(STANDARD_ITS));
    }
}
