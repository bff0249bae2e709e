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
    static final long IO_APIC = 0xfec0_0000L;

    private record Region(String suffix, long first, ByteSize size, MemoryRegion.Kind kind) {}

    /// Where no RAM is.
    ///
    /// @param end the first address behind it
    record Hole(long first, long end) {}

    /// What follows the guest's name when RAM lies in pieces; no monitor leaves more than two holes.
    private static final List<String> PIECES = List.of("low", "high", "top");

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
        return around(size, first, List.of(new Hole(hole, high)));
    }

    /// RAM from an address on, around holes, the lower first.
    GuestRegions around(ByteSize size, long first, List<Hole> holes) {
        int before = regions.size();
        ByteSize left = size;
        long at = first;
        for (Hole hole : holes) {
            ByteSize room = ByteSize.ofBytes(hole.first() - at);
            if (left.compareTo(room) <= 0) {
                break;
            }
            piece(regions.size() - before, at, room);
            left = left.minus(room);
            at = hole.end();
        }
        if (regions.size() == before) {
            return ram(first, size);
        }
        piece(regions.size() - before, at, left);
        return this;
    }

    private void piece(int number, long first, ByteSize size) {
        regions.add(new Region(PIECES.get(number), first, size, MemoryRegion.Kind.RAM));
    }

    GuestRegions mmio(String suffix, long first, long size) {
        regions.add(new Region(suffix, first, ByteSize.ofBytes(size), MemoryRegion.Kind.MMIO));
        return this;
    }

    /// Where a PC has its interrupt controllers; a device that writes to the latter sends a message.
    ///
    /// Source: Intel SDM volume 3, chapter 13 (APIC); QEMU `include/hw/i386/apic.h`, `ioapic.h`.
    GuestRegions apics() {
        return mmio("ioapic", IO_APIC, 0x1000L).mmio("apic", 0xfee0_0000L, 0x10_0000L);
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
