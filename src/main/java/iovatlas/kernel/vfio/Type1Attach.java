package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.iommu.DomainDifference;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.topology.IommuKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A group joins a container's back end. All checks run on a temporary domain and on this group's
/// regions, also when the group ends up in a domain that is there already.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_attach_group`.
///
/// @param release the running kernel
/// @param allowUnsafe the module parameter `allow_unsafe_interrupts`
/// @param locked pages that a process has locked already, by its name
record Type1Attach(KernelRelease release, boolean allowUnsafe, ToLongFunction<String> locked) {

    /// Where a group ended up.
    ///
    /// @param domain number of the domain, -1 for a group without an IOMMU
    /// @param made whether it was made for the group
    record Attached(int domain, boolean made) {}

    Transition<Type1, Attached> attach(Type1 type1, GroupTraits group) {
        Refusal<Attached> refusal = refusal(type1, group);
        if (refusal != null) {
            return new Transition<>(type1, refusal);
        }
        IovaList permitted = permitted(type1, group);
        if (permitted.isEmpty() && hasRanges()) {
            return new Transition<>(type1, refuse(Errno.EINVAL, Type1Rules.NOTHING_LEFT));
        }
        if (group.unsafeMsi() != null && !allowUnsafe) {
            return new Transition<>(
                    type1,
                    refuse(
                            Errno.EPERM,
                            Type1Rules.UNSAFE_INTERRUPTS,
                            new Evidence.OfText("", group.unsafeMsi().text())));
        }
        for (Type1Domain domain : type1.domains()) {
            if (domain.takes(group.domain())) {
                return new Transition<>(
                        type1.withDomain(domain.withGroup(group.number())).withPermitted(permitted),
                        Outcome.ok(
                                new Attached(domain.number(), false),
                                Reason.of(
                                        Type1Rules.DOMAIN_REUSED,
                                        iommu(group),
                                        new Evidence.OfText("", Integer.toString(domain.number())),
                                        new Evidence.OfText(
                                                "", DomainDifference.agreement(domain.shape())))));
            }
        }
        Refusal<Attached> unreplayed =
                new Type1Replay(type1, locked).refusal(group.domain().pageSizes().smallest());
        return unreplayed == null
                ? withNewDomain(type1, group, permitted)
                : new Transition<>(type1, unreplayed);
    }

    /// A group without an IOMMU joins.
    Transition<Type1, Attached> attachEmulated(Type1 type1, int group) {
        Refusal<Attached> refusal = unwelcome(type1, group);
        return refusal == null
                ? new Transition<>(
                        type1.withEmulated(type1.emulated().with(group)),
                        Outcome.ok(
                                new Attached(-1, false),
                                Reason.of(
                                        EmulatedRules.LISTED,
                                        new Evidence.OfText("", Integer.toString(group)))))
                : new Transition<>(type1, refusal);
    }

    private @Nullable Refusal<Attached> unwelcome(Type1 type1, int group) {
        if (!release.before(KernelRelease.V6_1) && type1.hasInvalidAddress()) {
            return refuse(Errno.EBUSY, Type1Rules.INVALID_ADDRESS);
        }
        return type1.has(group)
                ? refuse(
                        Errno.EINVAL,
                        Type1Rules.ALREADY_THERE,
                        new Evidence.OfText("group", Integer.toString(group)))
                : null;
    }

    private @Nullable Refusal<Attached> refusal(Type1 type1, GroupTraits group) {
        Refusal<Attached> unwelcome = unwelcome(type1, group.number());
        if (unwelcome != null) {
            return unwelcome;
        }
        if (type1.nesting()) {
            Refusal<Attached> nesting = nesting(group);
            if (nesting != null) {
                return nesting;
            }
        }
        if (release.before(KernelRelease.V6_1)
                && group.direct() != null
                && group.kind() == IommuKind.VTD) {
            return refuse(
                    Errno.EPERM,
                    Type1Rules.DIRECT_VTD,
                    new Evidence.OfFunction("function", group.direct()));
        }
        return hasRanges() ? conflict(type1, group) : null;
    }

    private boolean hasRanges() {
        return !release.before(KernelRelease.V5_4);
    }

    /// Source: `iommu.c:iommu_enable_nesting` and the drivers' `enable_nesting`.
    private @Nullable Refusal<Attached> nesting(GroupTraits group) {
        return switch (group.kind()) {
            case SMMU_V2 -> null;
            case SMMU_V3 ->
                    release.before(KernelRelease.V6_12)
                            ? null
                            : refuse(Errno.EPERM, Type1Rules.NESTING, iommu(group));
            case VTD, AMD_VI, VIRTIO_IOMMU ->
                    refuse(Errno.EINVAL, Type1Rules.NESTING, iommu(group));
        };
    }

    private static @Nullable Refusal<Attached> conflict(Type1 type1, GroupTraits group) {
        AddressRange<Iova> aperture = group.domain().aperture();
        Optional<AddressRange<Iova>> cut = type1.permitted().conflict(aperture, type1.table());
        if (cut.isPresent()) {
            return refuse(
                    Errno.EINVAL,
                    Type1Rules.APERTURE,
                    new Evidence.OfRange("aperture", aperture),
                    new Evidence.OfRange("mapping", cut.get()));
        }
        for (ReservedRegion region : group.reserved()) {
            Optional<Entry<Iova, DmaMapping>> hit =
                    region.type().excludesMappings()
                            ? type1.table().find(region.range())
                            : Optional.empty();
            if (hit.isPresent()) {
                return refuse(
                        Errno.EINVAL,
                        Type1Rules.RESERVED,
                        new Evidence.OfRange(region.type().title() + " region", region.range()),
                        new Evidence.OfRange("mapping", hit.get().range()));
            }
        }
        return null;
    }

    private IovaList permitted(Type1 type1, GroupTraits group) {
        return hasRanges()
                ? type1.permitted().resized(group.domain().aperture()).without(group.reserved())
                : IovaList.EMPTY;
    }

    private static Transition<Type1, Attached> withNewDomain(
            Type1 type1, GroupTraits group, IovaList permitted) {
        Optional<AddressRange<Iova>> window = softwareWindow(group.reserved());
        var domain =
                new Type1Domain(
                        type1.domainsMade(),
                        group.domain(),
                        List.of(group.number()),
                        window.map(w -> CookieWindow.at(w.first(), type1.pageSize())).orElse(null));
        var domains = new ArrayList<Type1Domain>();
        domains.add(domain);
        domains.addAll(type1.domains());
        var reasons = new ArrayList<Reason>();
        type1.domains().forEach(other -> apart(other, group.domain()).ifPresent(reasons::add));
        reasons.add(Reason.of(Type1Rules.DOMAIN_MADE, iommu(group)));
        if (type1.domains().isEmpty() && !type1.mappings().isEmpty()) {
            int count = type1.mappings().size();
            reasons.add(
                    Reason.of(
                            EmulatedRules.PINNED_NOW,
                            new Evidence.OfText("", Integer.toString(count))));
        }
        window.ifPresent(
                w -> reasons.add(Reason.of(Type1Rules.COOKIE, new Evidence.OfRange("window", w))));
        return new Transition<>(
                type1.withDomains(domains, type1.domainsMade() + 1).withPermitted(permitted),
                new Outcome.Success<>(new Attached(domain.number(), true), reasons));
    }

    /// Which comparison kept the group out of a domain.
    private static Optional<Reason> apart(Type1Domain other, DomainShape own) {
        return Optional.ofNullable(other.obstacle(own))
                .map(difference ->
                        Reason.of(
                                Type1Rules.DOMAIN_APART,
                                new Evidence.OfText("", Integer.toString(other.number())),
                                new Evidence.OfText("", difference.text(other.shape(), own))));
    }

    /// The software MSI window of a group, unless a hardware window comes first in its list.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_has_sw_msi`.
    static Optional<AddressRange<Iova>> softwareWindow(List<ReservedRegion> regions) {
        AddressRange<Iova> window = null;
        for (ReservedRegion region : regions) {
            if (region.type() == ReservedType.MSI) {
                return Optional.empty();
            }
            if (region.type() == ReservedType.SW_MSI) {
                window = region.range();
            }
        }
        return Optional.ofNullable(window);
    }

    private static Evidence iommu(GroupTraits group) {
        return new Evidence.OfText("IOMMU", group.domain().iommu());
    }
}
