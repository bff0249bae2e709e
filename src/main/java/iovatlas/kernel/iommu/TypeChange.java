package iovatlas.kernel.iommu;

import iovatlas.kernel.DomainType;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// A write to a group's `type` file by root.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_store_type, iommu_get_default_domain_type`.
final class TypeChange {

    private final Machine machine;
    private final IommuGroup group;
    private final DomainType wanted;

    TypeChange(Machine machine, IommuGroup group, DomainType wanted) {
        this.machine = machine;
        this.group = group;
        this.wanted = wanted;
    }

    /// @param inUse whether a member has a driver that uses the DMA API, or somebody owns the group
    Outcome<DomainType> outcome(boolean inUse) {
        KernelRelease release = machine.release();
        if (DomainRules.TYPE_WRITE_READ_ONLY.holdsIn(release)) {
            return Outcome.refuse(Errno.EACCES, DomainRules.TYPE_WRITE_READ_ONLY);
        }
        boolean known =
                switch (wanted) {
                    case DMA, IDENTITY -> true;
                    case DMA_FQ -> DomainRules.TYPE_WRITE_LAZY.holdsIn(release);
                    case BLOCKED, UNMANAGED, UNKNOWN -> false;
                };
        if (!known) {
            return Outcome.refuse(
                    Errno.EINVAL,
                    DomainRules.TYPE_WRITE_UNKNOWN,
                    new Evidence.OfText("", wanted.word()));
        }
        int members = group.members().size() + group.otherMembers().size();
        if (DomainRules.TYPE_WRITE_ONE_DEVICE.holdsIn(release) && members != 1) {
            return Outcome.refuse(Errno.EINVAL, DomainRules.TYPE_WRITE_ONE_DEVICE);
        }
        if (wanted == DomainType.DMA_FQ && group.type() == DomainType.DMA) {
            return Outcome.ok(wanted);
        }
        if (inUse) {
            return Outcome.refuse(
                    Errno.EPERM,
                    DomainRules.TYPE_WRITE_IN_USE,
                    new Evidence.OfText("group", Integer.toString(group.number())));
        }
        PciAddress insisting = insisting();
        return insisting == null
                ? Outcome.ok(wanted)
                : Outcome.refuse(
                        Errno.EINVAL,
                        DomainRules.TYPE_WRITE_CONFLICT,
                        new Evidence.OfFunction("function", insisting));
    }

    private @Nullable PciAddress insisting() {
        DefaultDomains domains = new DefaultDomains(machine);
        for (PciAddress at : group.members()) {
            PciNode node = machine.tree().node(at).orElse(null);
            TypeChoice demand = node == null ? null : domains.demand(node);
            if (demand != null && demand.type() != wanted) {
                return at;
            }
        }
        return null;
    }
}
