package iovatlas.topology;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A range that firmware wants devices to reach unchanged, or wants kept free of mappings.
///
/// @param source which firmware structure says so
/// @param name a short name, unique
/// @param range the addresses as the devices see them
/// @param backing the same range in memory for a device-tree node with `reg`; null otherwise
/// @param devices the functions (or bridges, for RMRR) concerned
/// @param everyDevice whether it concerns every function instead (IVMD type "all")
/// @param platformDevices names of devices on no PCI bus concerned (device tree)
/// @param relaxable whether the operating system may move the devices elsewhere
public record ReservedMemory(
        Source source,
        String name,
        AddressRange<Iova> range,
        @Nullable AddressRange<Iova> backing,
        List<PciAddress> devices,
        List<String> platformDevices,
        boolean everyDevice,
        boolean relaxable) {

    /// The firmware structures that reserve memory for devices.
    public enum Source {
        /// DMAR reserved memory region.
        RMRR,
        /// IVRS memory definition, unity-mapped or excluded.
        IVMD,
        /// IORT reserved memory range.
        RMR,
        /// Device-tree `reserved-memory` node with `iommu-addresses`.
        DEVICE_TREE
    }

    public ReservedMemory {
        devices = List.copyOf(devices);
        platformDevices = List.copyOf(platformDevices);
    }

    /// Memory reserved for PCI functions alone.
    public ReservedMemory(
            Source source,
            String name,
            AddressRange<Iova> range,
            @Nullable AddressRange<Iova> backing,
            List<PciAddress> devices,
            boolean everyDevice,
            boolean relaxable) {
        this(source, name, range, backing, devices, List.of(), everyDevice, relaxable);
    }
}
