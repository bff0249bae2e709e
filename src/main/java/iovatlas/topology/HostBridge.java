package iovatlas.topology;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;

import java.util.List;

/// The root of one PCI hierarchy: a segment and the buses below it.
///
/// @param segment PCI segment
/// @param buses root bus and the last bus that belongs to it
/// @param preservesFirmwareConfig whether firmware asks to keep its PCI configuration (`_DSM`
///     function 5, or `linux,pci-probe-only`)
/// @param windows host addresses that are forwarded to PCI
/// @param dmaRanges bus addresses that are taken in from PCI (`dma-ranges`); empty for no limit
public record HostBridge(
        int segment,
        BusRange buses,
        boolean preservesFirmwareConfig,
        List<AddressRange<HostPhysical>> windows,
        List<AddressRange<Iova>> dmaRanges) {

    public HostBridge {
        windows = List.copyOf(windows);
        dmaRanges = List.copyOf(dmaRanges);
    }

    /// A host bridge that takes every bus address in.
    public HostBridge(
            int segment,
            BusRange buses,
            boolean preservesFirmwareConfig,
            List<AddressRange<HostPhysical>> windows) {
        this(segment, buses, preservesFirmwareConfig, windows, List.of());
    }

    /// The same host bridge with other inbound ranges.
    public HostBridge withDmaRanges(List<AddressRange<Iova>> ranges) {
        return new HostBridge(segment, buses, preservesFirmwareConfig, windows, ranges);
    }

    /// A host bridge without known windows.
    public static HostBridge of(int segment, BusRange buses) {
        return new HostBridge(segment, buses, false, List.of());
    }

    public int rootBus() {
        return buses.first();
    }

    /// `0000:00`.
    public String text() {
        return "%04x:%02x".formatted(segment, buses.first());
    }
}
