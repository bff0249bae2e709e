package iovatlas.ui.inspector;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.JoinLink;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Computed;

/// Where the properties of a group come from.
final class GroupWhys {
    private final Computed now;
    private final GroupTable groups;
    private final KernelRelease release;

    GroupWhys(Computed now) {
        this.now = now;
        this.groups = now.state().groups();
        this.release = now.atlas().boot().release().value();
    }

    /// Why a function is in its group, or in none.
    Why member(PciAddress at) {
        if (groups.groupOf(at).isEmpty()) {
            return groups.whyUngrouped(at)
                    .map(reason -> Why.of(reason, release))
                    .orElseGet(() ->
                            Why.of(
                                    "No IOMMU translates for it, so Linux makes no group.",
                                    "drivers/iommu/iommu.c",
                                    "iommu_probe_device"));
        }
        return groups.linkOf(at)
                .map(this::link)
                .orElseGet(() -> Why.of("VFIO made the group for it, without an IOMMU."));
    }

    private Why link(JoinLink link) {
        PciAddress through = link.through();
        String how =
                through == null
                        ? link.joined().shortText() + " founded the group."
                        : "%s joined the group of %s."
                                .formatted(link.joined().shortText(), through.shortText());
        Why rule =
                link.reasons().isEmpty()
                        ? Why.of(
                                "Nothing on its path, in its slot or among its aliases makes it"
                                        + " share one.",
                                "drivers/iommu/iommu.c",
                                "pci_device_group")
                        : Why.of(link.reasons(), release);
        return Why.of(how).and(rule);
    }

    Why number(int number) {
        return groups.isNumberObserved(number)
                ? Why.of("Recorded on the real machine: the numbers of the recording are kept.")
                : Why.of(
                        "Groups take the lowest free number in the order in which they are made,"
                                + " and that is the order in which functions are found.",
                        "drivers/iommu/iommu.c",
                        "iommu_group_alloc");
    }

    Why members() {
        return Why.of(
                "Functions that cannot be told apart or kept apart: aliases, a slot without ACS, a"
                        + " path without ACS up to the root. Each member has its own reason below.",
                "drivers/iommu/iommu.c",
                "pci_device_group");
    }

    Why others() {
        return Why.of(
                "A device on no PCI bus has a group of its own, unless it shares a stream ID.",
                "drivers/iommu/iommu.c",
                "generic_device_group");
    }

    /// Why the default domain has its type.
    Why type(IommuGroup group) {
        if (groups.emulatedMember(group.number()).isPresent()) {
            return emulated();
        }
        if (groups.noIommuMember(group.number()).isPresent()) {
            String made =
                    "VFIO made the group without an IOMMU (no-IOMMU mode): there is no domain.";
            return MovedCode.NO_IOMMU_GROUP.in(release).says(made);
        }
        Why boot = Why.of(groups.bootType(group.number()).reason(), release);
        for (int n = now.step(); n > 0; n--) {
            var result = now.timeline().result(n);
            if (result.isOk()
                    && result.step().action() instanceof Step.SetGroupType set
                    && group.contains(set.device())) {
                return Why.of("Step " + n + " wrote it into the group's type file.").and(boot);
            }
        }
        return boot;
    }

    Why emulated() {
        return Why.of(
                "VFIO makes a group for a mediated device in software; no IOMMU and no default"
                        + " domain belong to it.",
                "drivers/vfio/vfio_main.c",
                "vfio_register_emulated_iommu_dev");
    }
}
