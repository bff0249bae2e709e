package iovatlas.oracle;

import iovatlas.address.Iova;
import iovatlas.address.RangeSet;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// The addresses that a container offers for mappings, as text.
final class FreeRanges {

    private FreeRanges() {}

    static List<String> of(DomainShape shape, IommuGroup group) {
        RangeSet<Iova> free = RangeSet.of(List.of(shape.aperture()));
        for (ReservedRegion region : group.reserved()) {
            if (region.type().excludesMappings()) {
                free = free.minus(region.range());
            }
        }
        return free.ranges().stream()
                .map(r -> "0x%x-0x%x".formatted(r.first().unsignedBits(), r.last().unsignedBits()))
                .toList();
    }

    static List<String> recorded(JsonNode ranges) {
        List<String> texts = new ArrayList<>();
        for (JsonNode range : ranges.values()) {
            texts.add(range.get(0).stringValue("") + "-" + range.get(1).stringValue(""));
        }
        return texts;
    }
}
