package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where what user space is told and what a container keeps differ from the page tables: what is
/// mapped outside the container's tree, what is told to be free and is not, what is mapped although
/// it was not told to be free.
record ViewFindings(SpaceView space) {
    private static final int MOST_MAPPINGS = 16;

    /// Doorbell pages that are in a page table and not in the container's own list.
    List<IovaItem> ofTree() {
        Map<AddressRange<Iova>, List<String>> domains = new LinkedHashMap<>();
        Map<AddressRange<Iova>, DoorbellView> pages = new LinkedHashMap<>();
        for (DomainView domain : space.domains()) {
            for (DoorbellView page : domain.doorbells()) {
                pages.putIfAbsent(page.iova(), page);
                domains.computeIfAbsent(page.iova(), _ -> new ArrayList<>())
                        .add("d" + domain.number());
            }
        }
        var items = new ArrayList<IovaItem>();
        pages.forEach((range, page) ->
                items.add(
                        finding(
                                range,
                                "lacks " + page.controller() + " doorbell",
                                String.join(", ", domains.getOrDefault(range, List.of()))
                                        + " maps it")));
        return items;
    }

    /// Ranges that are told to be free and hold something, and mappings outside all told ranges.
    List<IovaItem> ofTold() {
        var items = new ArrayList<IovaItem>();
        if (space.advertised().isEmpty()) {
            return items;
        }
        Map<AddressRange<Iova>, IovaItem> denied = new LinkedHashMap<>();
        for (DomainView domain : space.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                if (region.type().excludesMappings()) {
                    told(region.range())
                            .ifPresent(both ->
                                    denied.putIfAbsent(
                                            both,
                                            finding(
                                                    both,
                                                    "told free: "
                                                            + RegionItems.title(region.type()),
                                                    "d" + domain.number() + " keeps it")));
                }
            }
            for (DoorbellView page : domain.doorbells()) {
                told(page.iova())
                        .ifPresent(both ->
                                denied.putIfAbsent(
                                        both,
                                        finding(
                                                both,
                                                "told free: " + page.controller() + " doorbell",
                                                "d" + domain.number() + " maps it")));
            }
        }
        items.addAll(denied.values());
        items.addAll(untold());
        return items;
    }

    private List<IovaItem> untold() {
        var items = new ArrayList<IovaItem>();
        for (AddressRange<Iova> gap : gaps()) {
            Optional<Entry<Iova, UserMapping>> entry = space.mappings().firstOverlapping(gap);
            if (entry.isPresent() && items.size() < MOST_MAPPINGS) {
                AddressRange<Iova> both = entry.get().range().intersection(gap).orElse(gap);
                String label = entry.get().value().label();
                items.add(finding(both, "mapped: " + label, "though not told free"));
            }
        }
        return items;
    }

    private List<AddressRange<Iova>> gaps() {
        List<AddressRange<Iova>> left = List.of(AddressRange.all(Iova.ZERO));
        for (AddressRange<Iova> range : space.advertised()) {
            left = left.stream().flatMap(gap -> gap.minus(range).stream()).toList();
        }
        return left;
    }

    private Optional<AddressRange<Iova>> told(AddressRange<Iova> range) {
        return space.advertised().stream()
                .flatMap(told -> told.intersection(range).stream())
                .findFirst();
    }

    private IovaItem finding(AddressRange<Iova> range, String label, String detail) {
        return new IovaItem(
                range,
                Kind.MISSING,
                label,
                detail,
                new ElementId.OfIova(space.name(), range),
                label + ", " + detail + ": " + range.hex());
    }
}
