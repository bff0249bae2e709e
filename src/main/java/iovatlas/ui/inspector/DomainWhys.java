package iovatlas.ui.inspector;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Releases;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.iommu.ShapeReasons;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where the properties of a domain come from.
final class DomainWhys {
    private static final Releases IOMMUFD =
            Releases.since(KernelRelease.of(6, 2), KernelRelease.V6_12, KernelRelease.V7_3);
    private static final Releases SW_MSI =
            Releases.since(KernelRelease.of(6, 15), KernelRelease.V7_3);

    private final Computed now;
    private final GroupTable groups;
    private final KernelRelease release;

    DomainWhys(Computed now) {
        this.now = now;
        this.groups = now.state().groups();
        this.release = now.atlas().boot().release().value();
    }

    Why aperture(DomainView domain) {
        return shape(domain, ShapeReasons::aperture);
    }

    Why pageSizes(DomainView domain) {
        return shape(domain, ShapeReasons::pageSizes);
    }

    private Why shape(DomainView domain, Function<ShapeReasons, Reason> part) {
        return groups.whyShape(domain.iommu(), isSecondStage(domain))
                .map(shape -> Why.of(part.apply(shape), release))
                .orElse(Why.of("A what-if design made this domain."));
    }

    private boolean isSecondStage(DomainView domain) {
        return now.atlas().steps().stream()
                .map(ScenarioStep::action)
                .anyMatch(step ->
                        step instanceof Step.AllocHwpt made
                                && made.nestParent()
                                && made.hwpt().equals(domain.table()));
    }

    /// Why these groups share the domain: what the kernel answered when they were attached.
    Why sharing(SpaceView space, DomainView domain) {
        List<Reason> reasons = new ArrayList<>();
        int last = 0;
        for (int step = 1; step <= now.step(); step++) {
            if (now.timeline().result(step).step().action() instanceof Step.Attach attach
                    && attach.space().equals(space.name())
                    && isIn(domain, attach.device())) {
                last = step;
                now.timeline().result(step).calls().stream()
                        .flatMap(call -> call.outcome().why().stream())
                        .forEach(reasons::add);
            }
        }
        Why rule =
                space.iommufd()
                        ? Why.of(
                                "A device takes an automatic page table of its IOAS that its IOMMU"
                                        + " accepts; where none does, the kernel makes another.",
                                "drivers/iommu/iommufd/device.c",
                                "iommufd_device_auto_get_domain",
                                IOMMUFD)
                        : Why.of(
                                "A group joins a domain of the container when the IOMMU's"
                                        + " operations and its cache coherency are the same and the"
                                        + " IOMMU attaches it; otherwise it gets a domain of its"
                                        + " own.",
                                "drivers/vfio/vfio_iommu_type1.c",
                                "vfio_iommu_type1_attach_group");
        Why attached = last == 0 ? Why.NONE : Why.of("Attached by step " + last + ".");
        return attached.and(Why.of(reasons, release)).and(rule);
    }

    private boolean isIn(DomainView domain, PciAddress at) {
        return groups.groupOf(at)
                .map(IommuGroup::number)
                .filter(domain.groups()::contains)
                .isPresent();
    }

    Why region(ReservedRegion region) {
        Why why = Why.of(region.reason(), release);
        return switch (region.type()) {
            case SW_MSI ->
                    why.and(
                            Why.of(
                                    "The window is the driver's fixed base and length:"
                                            + " MSI_IOVA_BASE 0x08000000, MSI_IOVA_LENGTH"
                                            + " 0x00100000."));
            case DIRECT, DIRECT_RELAXABLE, RESERVED, MSI -> why;
        };
    }

    /// Why a doorbell page lies where it lies.
    Why doorbell(SpaceView space, DomainView domain, DoorbellView bell) {
        Optional<ReservedRegion> window =
                domain.reserved().stream().filter(r -> r.type() == ReservedType.SW_MSI).findFirst();
        String place =
                "Pages are given out one after the other from the start of the window"
                        + window.map(w -> " at " + w.range().first().hex()).orElse("")
                        + ", a page of the CPU's size each; a doorbell that has one keeps it.";
        Why rule =
                space.iommufd() && release.atLeast(KernelRelease.of(6, 15))
                        ? Why.of(
                                place,
                                "drivers/iommu/iommufd/driver.c",
                                "iommufd_sw_msi_get_map",
                                SW_MSI)
                        : Why.of(place, "drivers/iommu/dma-iommu.c", "iommu_dma_get_msi_page");
        return Why.of(
                        "%d vectors write to %s, whose page is %s."
                                .formatted(bell.users(), bell.controller(), bell.page().hex()))
                .and(rule);
    }

    /// What user space may use, and why not all.
    Why advertised(SpaceView space) {
        return space.iommufd()
                ? Why.of(
                        "What all domains of the IOAS translate, less the reserved regions of the"
                                + " attached devices.",
                        "drivers/iommu/iommufd/io_pagetable.c",
                        "iopt_table_enforce_dev_resv_regions",
                        IOMMUFD)
                : Why.of(
                        "What all domains of the container translate, less the reserved regions of"
                                + " its groups (not the relaxable ones).",
                        "drivers/vfio/vfio_iommu_type1.c",
                        "vfio_iommu_resv_exclude");
    }

    /// The smallest page that a mapping may have.
    Why smallestPage(SpaceView space) {
        return space.iommufd()
                ? Why.of(
                        "The largest of the smallest pages of all its domains; without one it is"
                                + " 1 byte.",
                        "drivers/iommu/iommufd/io_pagetable.c",
                        "iopt_calculate_iova_alignment",
                        IOMMUFD)
                : Why.of(
                        "The bit sizes that all domains have in common; sizes below the CPU's page"
                                + " count as its page.",
                        "drivers/vfio/vfio_iommu_type1.c",
                        "vfio_update_pgsize_bitmap");
    }
}
