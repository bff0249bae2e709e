package iovatlas.kernel.vfio;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.address.RangeIndex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The type1 back end of one container.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:struct vfio_iommu`.
///
/// @param version2 TYPE1v2 semantics of unmapping
/// @param nesting whether domains are asked to nest (SET_IOMMU 6, up to 6.12)
/// @param domains newest first
/// @param table what user space has mapped
/// @param permitted where it may map
/// @param pageSizes the page sizes that all domains can map, never below the CPU's page size
/// @param available how many more mappings the entry limit allows
/// @param pageSize the CPU's page size
/// @param dirtyTracking whether it was asked to log dirty pages
/// @param domainsMade how many domains it ever had
/// @param emulated groups without an IOMMU
public record Type1(
        boolean version2,
        boolean nesting,
        List<Type1Domain> domains,
        DmaTable table,
        IovaList permitted,
        PageSizes pageSizes,
        int available,
        ByteSize pageSize,
        boolean dirtyTracking,
        int domainsMade,
        EmulatedGroups emulated) {

    public Type1 {
        domains = List.copyOf(domains);
    }

    static Type1 open(
            boolean version2, boolean nesting, int limit, ByteSize pageSize, boolean losesLast) {
        return new Type1(
                version2,
                nesting,
                List.of(),
                DmaTable.empty(losesLast),
                IovaList.EMPTY,
                pageSizesOf(List.of(), pageSize),
                limit,
                pageSize,
                false,
                0,
                EmulatedGroups.NONE);
    }

    /// What user space has mapped.
    public RangeIndex<Iova, DmaMapping> mappings() {
        return table.index();
    }

    /// The smallest unit of mapping.
    public ByteSize granule() {
        return pageSizes.smallest();
    }

    Optional<Type1Domain> domainOf(int group) {
        return domains.stream().filter(d -> d.groups().contains(group)).findFirst();
    }

    /// Whether a group is here, with a domain or without.
    boolean has(int group) {
        return domainOf(group).isPresent() || emulated.groups().contains(group);
    }

    boolean hasInvalidAddress() {
        return mappings().entries().anyMatch(e -> !e.value().addressValid());
    }

    Type1 withTable(DmaTable value, int nowAvailable) {
        return new Type1(
                version2,
                nesting,
                domains,
                value,
                permitted,
                pageSizes,
                nowAvailable,
                pageSize,
                dirtyTracking,
                domainsMade,
                emulated);
    }

    Type1 withPermitted(IovaList value) {
        return new Type1(
                version2,
                nesting,
                domains,
                table,
                value,
                pageSizes,
                available,
                pageSize,
                dirtyTracking,
                domainsMade,
                emulated);
    }

    Type1 withDirtyTracking(boolean value) {
        return new Type1(
                version2,
                nesting,
                domains,
                table,
                permitted,
                pageSizes,
                available,
                pageSize,
                value,
                domainsMade,
                emulated);
    }

    /// With other domains; the page sizes follow.
    Type1 withDomains(List<Type1Domain> value, int made) {
        return new Type1(
                version2,
                nesting,
                value,
                table,
                permitted,
                pageSizesOf(value, pageSize),
                available,
                pageSize,
                dirtyTracking,
                made,
                emulated);
    }

    /// With one domain in place of the one with the same number.
    Type1 withDomain(Type1Domain changed) {
        var all = new ArrayList<Type1Domain>();
        for (Type1Domain domain : domains) {
            all.add(domain.number() == changed.number() ? changed : domain);
        }
        return new Type1(
                version2,
                nesting,
                all,
                table,
                permitted,
                pageSizes,
                available,
                pageSize,
                dirtyTracking,
                domainsMade,
                emulated);
    }

    Type1 withEmulated(EmulatedGroups value) {
        return new Type1(
                version2,
                nesting,
                domains,
                table,
                permitted,
                pageSizes,
                available,
                pageSize,
                dirtyTracking,
                domainsMade,
                value);
    }

    /// Source: `vfio_iommu_type1.c:vfio_update_pgsize_bitmap`.
    private static PageSizes pageSizesOf(List<Type1Domain> domains, ByteSize page) {
        PageSizes all = new PageSizes(-1L);
        for (Type1Domain domain : domains) {
            all = all.and(domain.shape().pageSizes());
        }
        long below = page.unsignedBytes() - 1;
        return (all.bitmap() & below) == 0
                ? all
                : new PageSizes((all.bitmap() & ~below) | page.unsignedBytes());
    }
}
