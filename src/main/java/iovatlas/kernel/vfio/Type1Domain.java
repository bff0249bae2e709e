package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.iommu.DomainDifference;
import iovatlas.kernel.iommu.DomainShape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One IOMMU domain of a container.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:struct vfio_domain`.
///
/// @param number counts up in the container; the oldest has the lowest
/// @param shape what its driver gave
/// @param groups numbers of the groups in it, in order of joining
/// @param doorbells the MSI cookie: where doorbell pages go and which are there; null for a domain
///     without a cookie
public record Type1Domain(
        int number, DomainShape shape, List<Integer> groups, @Nullable CookieWindow doorbells) {

    public Type1Domain {
        groups = List.copyOf(groups);
    }

    /// Where the software MSI window begins, null without a cookie.
    public @Nullable Iova windowBase() {
        return doorbells == null ? null : doorbells.base();
    }

    /// Whether a group whose own domain would have this shape can share the domain.
    boolean takes(DomainShape other) {
        return obstacle(other) == null;
    }

    /// What keeps such a group out of the domain, null when nothing does.
    @Nullable DomainDifference obstacle(DomainShape other) {
        if (!shape.sameOps(other)) {
            return DomainDifference.OPERATIONS;
        }
        return shape.coherency() == other.coherency()
                ? shape.obstacle(other)
                : DomainDifference.COHERENCY;
    }

    /// What the page table answers to a mapping over one that it has.
    Errno alreadyMapped() {
        return switch (shape.format()) {
            case SMMU_V2, SMMU_V3 -> Errno.EEXIST;
            case VIRTIO -> Errno.EINVAL;
            case VTD, VTD_FIRST_STAGE, VTD_SECOND_STAGE, AMD_V1, AMD_V2 -> Errno.EADDRINUSE;
        };
    }

    /// A doorbell page in the range, if there is one.
    Optional<AddressRange<Iova>> doorbellIn(AddressRange<Iova> range) {
        return doorbells == null
                ? Optional.empty()
                : doorbells.pages().stream()
                        .map(DoorbellPage::iova)
                        .filter(range::overlaps)
                        .findFirst();
    }

    Type1Domain withGroup(int group) {
        var more = new ArrayList<>(groups);
        more.add(group);
        return new Type1Domain(number, shape, more, doorbells);
    }

    Type1Domain withoutGroup(int group) {
        return new Type1Domain(
                number, shape, groups.stream().filter(g -> g != group).toList(), doorbells);
    }

    Type1Domain withDoorbells(CookieWindow value) {
        return new Type1Domain(number, shape, groups, value);
    }
}
