package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.iommu.ReservedRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A group leaves a container's back end.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_detach_group`.
///
/// @param regionsOf the reserved regions of a group by its number
record Type1Detach(IntFunction<List<ReservedRegion>> regionsOf) {

    /// The back end without the group. Without any group left it is to be closed.
    Type1 detach(Type1 type1, int group) {
        if (type1.emulated().groups().contains(group)) {
            return type1.withEmulated(type1.emulated().without(group));
        }
        Type1Domain left = type1.domainOf(group).orElse(null);
        if (left == null) {
            return type1;
        }
        Type1Domain rest = left.withoutGroup(group);
        if (!rest.groups().isEmpty()) {
            return refreshed(type1.withDomain(rest));
        }
        List<Type1Domain> domains =
                type1.domains().stream().filter(d -> d.number() != left.number()).toList();
        Type1 smaller = type1.withDomains(domains, type1.domainsMade());
        return refreshed(smaller.withPermitted(expanded(smaller)));
    }

    /// Source: `vfio_iommu_type1.c:vfio_iommu_aper_expand`.
    private static IovaList expanded(Type1 type1) {
        IovaList list = type1.permitted();
        if (list.isEmpty()) {
            return list;
        }
        AddressRange<Iova> common = AddressRange.all(Iova.ZERO);
        for (Type1Domain domain : type1.domains()) {
            AddressRange<Iova> aperture = domain.shape().aperture();
            common = common.intersection(aperture).orElse(common);
        }
        var ranges = new ArrayList<>(list.ranges());
        ranges.set(0, new AddressRange<>(common.first(), ranges.getFirst().last()));
        int last = ranges.size() - 1;
        ranges.set(last, new AddressRange<>(ranges.get(last).first(), common.last()));
        return new IovaList(ranges);
    }

    /// Source: `vfio_iommu_type1.c:vfio_iommu_resv_refresh`.
    private Type1 refreshed(Type1 type1) {
        if (type1.permitted().isEmpty()) {
            return type1;
        }
        List<ReservedRegion> regions =
                type1.domains().stream()
                        .flatMap(d -> d.groups().stream())
                        .flatMap(g -> regionsOf.apply(g).stream())
                        .toList();
        IovaList fresh = new IovaList(List.of(type1.permitted().hull())).without(regions);
        return fresh.isEmpty() ? type1 : type1.withPermitted(fresh);
    }
}
