package iovatlas.edit.vmm;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;

/// The regions of a guest while a monitor lays them out; names are what follows the guest's own.
final class GuestRegions {
    static final long FOUR_GIB = 0x1_0000_0000L;

    private record Region(String suffix, long first, ByteSize size, MemoryRegion.Kind kind) {}

    private final List<Region> regions = new ArrayList<>();

    /// All RAM in one piece.
    GuestRegions ram(long first, ByteSize size) {
        regions.add(new Region("ram", first, size, MemoryRegion.Kind.RAM));
        return this;
    }

    /// RAM up to a hole below 4 GiB, the rest elsewhere.
    ///
    /// @param hole where the hole begins
    /// @param high where the rest goes
    GuestRegions split(ByteSize size, long first, long hole, long high) {
        ByteSize room = ByteSize.ofBytes(hole - first);
        if (size.compareTo(room) <= 0) {
            return ram(first, size);
        }
        regions.add(new Region("low", first, room, MemoryRegion.Kind.RAM));
        regions.add(new Region("high", high, size.minus(room), MemoryRegion.Kind.RAM));
        return this;
    }

    GuestRegions mmio(String suffix, long first, long size) {
        regions.add(new Region(suffix, first, ByteSize.ofBytes(size), MemoryRegion.Kind.MMIO));
        return this;
    }

    /// @throws IllegalArgumentException when something does not fit into 64 bits
    List<MemoryRegion> named(String guest) {
        return regions.stream()
                .map(region ->
                        new MemoryRegion(
                                guest + "-" + region.suffix(),
                                AddressRange.ofSize(
                                        GuestPhysical.of(region.first()), region.size()),
                                region.kind()))
                .toList();
    }

    /// The next address at or after one that is a multiple of a power of two.
    static long alignUp(long address, long alignment) {
        return address + alignment - 1 & -alignment;
    }
}
