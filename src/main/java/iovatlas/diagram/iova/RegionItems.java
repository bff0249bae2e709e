package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes items of what the kernel, the hardware and the owner have in an address space.
final class RegionItems {

    private RegionItems() {}

    /// A reserved window.
    ///
    /// @param space name of the space that it is shown in, or of the group
    static IovaItem window(String space, ReservedRegion region) {
        String label = name(region.type()) + "  " + region.range().size().human();
        return new IovaItem(
                region.range(),
                kind(region.type()),
                label,
                "",
                new ElementId.OfIova(space, region.range()),
                label + ", " + region.range().hex() + ": " + region.reason().text());
    }

    /// What a window is called in callouts.
    static String title(ReservedType type) {
        return switch (type) {
            case DIRECT -> "direct window";
            case DIRECT_RELAXABLE -> "relaxable window";
            case RESERVED -> "reserved range";
            case MSI -> "MSI window";
            case SW_MSI -> "SW_MSI window";
        };
    }

    /// What it is called in its own box, where the letter code stands before it.
    private static String name(ReservedType type) {
        return switch (type) {
            case DIRECT -> "direct";
            case DIRECT_RELAXABLE -> "relaxable";
            case RESERVED -> "reserved";
            case MSI -> "MSI window";
            case SW_MSI -> "SW_MSI window";
        };
    }

    private static Kind kind(ReservedType type) {
        return switch (type) {
            case DIRECT -> Kind.DIRECT;
            case DIRECT_RELAXABLE -> Kind.RELAXABLE;
            case RESERVED -> Kind.RESERVED;
            case MSI -> Kind.MSI;
            case SW_MSI -> Kind.SW_MSI;
        };
    }

    /// The parts of accepted mappings that lie over a window.
    static List<IovaItem> covering(SpaceView space, ReservedRegion region) {
        var items = new ArrayList<IovaItem>();
        space.mappings()
                .firstOverlapping(region.range())
                .ifPresent(entry -> {
                    AddressRange<Iova> both =
                            entry.range().intersection(region.range()).orElse(region.range());
                    String label = entry.value().label();
                    items.add(
                            new IovaItem(
                                    both,
                                    Kind.COVERING,
                                    label,
                                    "",
                                    new ElementId.OfIova(space.name(), both),
                                    label + " was accepted here: " + both.hex()));
                });
        return items;
    }

    static IovaItem doorbell(String space, DoorbellView page) {
        String users = page.users() == 1 ? "1 vector" : page.users() + " vectors";
        String label = page.controller() + " doorbell, " + users;
        return new IovaItem(
                page.iova(),
                Kind.DOORBELL,
                label,
                "",
                new ElementId.OfIova(space, page.iova()),
                label + ", " + page.iova().hex() + " to host page " + page.page().hex());
    }

    static IovaItem memory(String owner, MemoryRegion region) {
        AddressRange<Iova> range =
                AddressRange.of(
                        Iova.of(region.range().first().unsignedBits()),
                        Iova.of(region.range().last().unsignedBits()));
        Kind kind =
                switch (region.kind()) {
                    case RAM -> Kind.RAM;
                    case MMIO -> Kind.MMIO;
                    case ROM -> Kind.ROM;
                };
        String label = region.name() + "  " + region.range().size().human();
        return new IovaItem(
                range,
                kind,
                label,
                "",
                new ElementId.OfMemory(owner, region.name()),
                label + ", " + region.kind().spelling() + ", " + region.range().hex());
    }

    /// What lies below and above a domain's aperture, as far as a map reaches.
    static List<IovaItem> outside(DomainView domain, AddressRange<Iova> map) {
        var items = new ArrayList<IovaItem>();
        Optional<Iova> above = domain.aperture().last().plusOrEmpty(1);
        if (above.isPresent() && above.get().isAtMost(map.last())) {
            items.add(outside(AddressRange.of(above.get(), map.last())));
        }
        if (map.first().isBelow(domain.aperture().first())) {
            Iova below = domain.aperture().first().minusExact(1);
            items.add(outside(AddressRange.of(map.first(), below)));
        }
        return items;
    }

    private static IovaItem outside(AddressRange<Iova> range) {
        String label = "outside the aperture";
        return new IovaItem(range, Kind.OUTSIDE, label, "", null, label + ", " + range.hex());
    }
}
