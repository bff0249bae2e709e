package iovatlas.kernel.iommu;

import static iovatlas.kernel.KernelRelease.V6_1;
import static iovatlas.kernel.KernelRelease.V6_12;
import static iovatlas.kernel.KernelRelease.V7_3;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.Transition;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who owns the DMA of which group: a VFIO container or an iommufd context, for as long as it has
/// claimed it. Kernel drivers are no entries here; a claim is told which members have one.
///
/// Source: `drivers/iommu/iommu.c:struct iommu_group.owner, iommu_group_claim_dma_owner`.
///
/// @param claims by group number
public record DmaOwnership(Map<Integer, Claim> claims) {

    /// A claim on a group.
    ///
    /// @param owner a name unique among containers and contexts
    /// @param count how often it was claimed by that owner
    public record Claim(String owner, int count) {}

    /// A group as a claim looks at it.
    ///
    /// @param number of the group
    /// @param kernelMembers members bound to a driver that uses the DMA API
    /// @param direct a member whose identity mapping must not go away, null for none
    /// @param kind the IOMMU in front of it
    public record Claimed(
            int number,
            List<PciAddress> kernelMembers,
            @Nullable PciAddress direct,
            IommuKind kind) {
        public Claimed {
            kernelMembers = List.copyOf(kernelMembers);
        }
    }

    public static final KernelRule NOT_VIABLE =
            new KernelRule(
                    "group-not-viable",
                    "The group is not viable: its {0} is bound to a kernel driver that uses the DMA"
                            + " API.",
                    Source.of("drivers/iommu/iommu.c", "iommu_group_claim_dma_owner"),
                    Releases.since(V6_1, V6_1, V6_12, V7_3));
    public static final KernelRule OWNED =
            new KernelRule(
                    "group-owned-by-another",
                    "The group belongs to somebody else already: {0}.",
                    Source.of("drivers/iommu/iommu.c", "iommu_group_claim_dma_owner"),
                    Releases.since(V6_1, V6_1, V6_12, V7_3));
    public static final KernelRule DIRECT_REGION =
            new KernelRule(
                    "direct-region-refuses-blocking",
                    "Firmware demands an identity mapping for {0}, which must not go away, so that"
                            + " the group cannot be blocked.",
                    Source.of("drivers/iommu/iommu.c", "__iommu_device_set_domain"),
                    Releases.since(V6_12, V6_12, V7_3));
    public static final KernelRule DIRECT_REGION_VTD =
            new KernelRule(
                    "vtd-direct-region-refuses-blocking",
                    "VT-d refuses the empty domain that blocks the group, because of a fixed memory"
                            + " region of the firmware for {0}.",
                    Source.of("drivers/iommu/intel/iommu.c", "intel_iommu_attach_device"),
                    new Releases(V6_1, V6_1, List.of(V6_1)));

    public static final DmaOwnership NOBODY = new DmaOwnership(Map.of());

    public DmaOwnership {
        claims = Map.copyOf(claims);
    }

    /// Who has claimed a group.
    public Optional<String> ownerOf(int group) {
        return Optional.ofNullable(claims.get(group)).map(Claim::owner);
    }

    /// A VFIO container claims a whole group; nobody may have it, not even the same owner.
    ///
    /// Source: `drivers/iommu/iommu.c:iommu_group_claim_dma_owner`.
    public Transition<DmaOwnership, String> claim(
            Claimed group, String owner, KernelRelease release) {
        return ownerOf(group.number()).isPresent()
                ? new Transition<>(this, owned(group.number()))
                : firstClaim(group, owner, release);
    }

    /// An iommufd context claims a group for one of its devices; several devices of a group may
    /// belong to one context.
    ///
    /// Source: `drivers/iommu/iommu.c:iommu_device_claim_dma_owner`.
    public Transition<DmaOwnership, String> claimShared(
            Claimed group, String owner, KernelRelease release) {
        Claim there = claims.get(group.number());
        if (there == null) {
            return firstClaim(group, owner, release);
        }
        return there.owner().equals(owner)
                ? new Transition<>(
                        with(group.number(), new Claim(owner, there.count() + 1)),
                        Outcome.ok(owner))
                : new Transition<>(this, owned(group.number()));
    }

    /// Gives one claim back.
    ///
    /// Source: `drivers/iommu/iommu.c:iommu_group_release_dma_owner`.
    public DmaOwnership released(int group) {
        Claim there = claims.get(group);
        if (there == null) {
            return this;
        }
        if (there.count() > 1) {
            return with(group, new Claim(there.owner(), there.count() - 1));
        }
        var rest = new TreeMap<>(claims);
        rest.remove(group);
        return new DmaOwnership(rest);
    }

    private Transition<DmaOwnership, String> firstClaim(
            Claimed group, String owner, KernelRelease release) {
        if (!group.kernelMembers().isEmpty()) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.EPERM,
                            NOT_VIABLE,
                            new Evidence.OfFunction("member", group.kernelMembers().getFirst())));
        }
        if (group.direct() != null) {
            var evidence = new Evidence.OfFunction("function", group.direct());
            if (release.atLeast(V6_12)) {
                return new Transition<>(
                        this, Outcome.refuse(Errno.EINVAL, DIRECT_REGION, evidence));
            }
            if (group.kind() == IommuKind.VTD) {
                return new Transition<>(
                        this, Outcome.refuse(Errno.EPERM, DIRECT_REGION_VTD, evidence));
            }
        }
        return new Transition<>(with(group.number(), new Claim(owner, 1)), Outcome.ok(owner));
    }

    private Outcome<String> owned(int group) {
        return Outcome.refuse(
                Errno.EPERM, OWNED, new Evidence.OfText("owner", ownerOf(group).orElse("nobody")));
    }

    private DmaOwnership with(int group, Claim claim) {
        var more = new TreeMap<>(claims);
        more.put(group, claim);
        return new DmaOwnership(more);
    }
}
