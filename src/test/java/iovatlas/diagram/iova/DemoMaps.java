package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.UserVirtual;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.iova.IovaMapModel.Doorbell;
import iovatlas.diagram.iova.IovaMapModel.DoorbellUse;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;

/// Maps made by hand.
final class DemoMaps {
    private static final ElementId SPACE = new ElementId.OfSpace("c0");
    private static final AddressRange<Iova> BITS_48 = new AddressWidth(48).range(Iova.of(0));

    private DemoMaps() {}

    /// Guest RAM at zero over the software MSI window: the mapping is refused.
    static IovaMapModel refused() {
        AddressRange<Iova> ram = range(0, 0x8000_0000L);
        AddressRange<Iova> window = range(0x0800_0000L, 0x10_0000L);
        AddressRange<Iova> page = range(0x0800_0000L, 0x1000L);
        return new IovaMapModel(
                "IOVA map of container c0",
                SPACE,
                BITS_48,
                RangeIndex.empty(),
                List.of(
                        memory(item(ram, Kind.RAM, "vm0-ram  RAM  2 GiB", "")),
                        domain(
                                0,
                                item(
                                        ram,
                                        Kind.REFUSED,
                                        "vm0-ram  rw  2 GiB",
                                        "refused by the kernel"),
                                item(window, Kind.SW_MSI, "SW_MSI window  1 MiB", ""),
                                item(page, Kind.DOORBELL, "doorbell page its0, 4 vectors", ""))),
                List.of(
                        new Doorbell(
                                new ElementId.OfMsiController("its0"),
                                "its0",
                                HostPhysical.of(0x3009_0000L),
                                List.of(new DoorbellUse(page, 1, 4)))),
                List.of(
                        new Collision(
                                window,
                                "vm0-ram",
                                "SW_MSI window",
                                "VFIO_IOMMU_MAP_DMA \u2192 EINVAL",
                                "nothing of vm0-ram is mapped",
                                Collision.Kind.REFUSED,
                                3,
                                new ElementId.OfStep(3))));
    }

    /// RAM below and above a hole, three domains, one with every kind of reserved window.
    static IovaMapModel mirrored() {
        var mappings =
                List.of(
                        mapping(0x4000_0000L, 0x8000_0000L, "vm0-ram-low", 1),
                        mapping(0x1_0000_0000L, 0x1_0000_0000L, "vm0-ram-high", 2),
                        mapping(0x1000_0000L, 0x10_0000L, "peer-bar", 3));
        return new IovaMapModel(
                "IOVA map of container c0",
                SPACE,
                BITS_48,
                RangeIndex.of(mappings),
                List.of(
                        lowAndHigh(),
                        domain(
                                0,
                                item(
                                        range(0x0800_0000L, 0x10_0000L),
                                        Kind.SW_MSI,
                                        "SW_MSI window  1 MiB",
                                        ""),
                                item(
                                        range(0x2000_0000L, 0x80_0000L),
                                        Kind.DIRECT,
                                        "RMRR  8 MiB",
                                        ""),
                                item(
                                        range(0x3000_0000L, 0x80_0000L),
                                        Kind.RELAXABLE,
                                        "relaxable  8 MiB",
                                        "")),
                        domain(
                                1,
                                item(
                                        range(0xfee0_0000L, 0x10_0000L),
                                        Kind.MSI,
                                        "MSI window  1 MiB",
                                        "")),
                        domain(
                                2,
                                item(
                                        range(0xfd_0000_0000L, 0x3_0000_0000L),
                                        Kind.RESERVED,
                                        "reserved  12 GiB",
                                        ""))),
                List.of(),
                List.of());
    }

    /// A guest with RAM on both sides of a hole and its interrupt controller below.
    private static Column lowAndHigh() {
        return memory(
                item(range(0x0800_0000L, 0x100_0000L), Kind.MMIO, "GIC  16 MiB", ""),
                item(range(0x4000_0000L, 0x8000_0000L), Kind.RAM, "vm0-ram-low  2 GiB", ""),
                item(range(0x1_0000_0000L, 0x1_0000_0000L), Kind.RAM, "vm0-ram-high  4 GiB", ""));
    }

    /// Many small mappings, in 2 MiB pieces with holes.
    static IovaMapModel many(int count) {
        var mappings = new ArrayList<Entry<Iova, UserMapping>>();
        for (long i = 0; i < count; i++) {
            mappings.add(mapping(0x4000_0000L + i * 0x40_0000L, 0x20_0000L, "buf" + i, 1));
        }
        return new IovaMapModel(
                "IOVA map of container c0",
                SPACE,
                BITS_48,
                RangeIndex.of(mappings),
                List.of(
                        domain(
                                0,
                                item(
                                        range(0x0800_0000L, 0x10_0000L),
                                        Kind.SW_MSI,
                                        "SW_MSI window  1 MiB",
                                        ""))),
                List.of(),
                List.of());
    }

    static AddressRange<Iova> range(long first, long size) {
        return AddressRange.ofSize(Iova.of(first), ByteSize.ofBytes(size));
    }

    static Entry<Iova, UserMapping> mapping(long first, long size, String backing, int step) {
        AddressRange<Iova> range = range(first, size);
        var user =
                new UserMapping(
                        range,
                        UserVirtual.of(0x7f00_0000_0000L + first),
                        backing,
                        ByteSize.ZERO,
                        true,
                        true,
                        step);
        return new Entry<>(range, user);
    }

    private static Column memory(IovaItem... items) {
        return new Column(
                Column.Kind.MEMORY,
                new ElementId.OfOwner("vm0"),
                "Guest physical  vm0",
                "",
                false,
                List.of(items));
    }

    private static Column domain(int number, IovaItem... items) {
        return new Column(
                Column.Kind.DOMAIN,
                new ElementId.OfDomain("c0", number),
                "Domain d" + number + "  smmu" + number,
                "48 bits, groups 5",
                true,
                List.of(items));
    }

    private static IovaItem item(AddressRange<Iova> range, Kind kind, String label, String detail) {
        return new IovaItem(range, kind, label, detail, SPACE, label);
    }
}
