package iovatlas.kernel.iommu;

import iovatlas.address.PageSizes;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;

/// Says why a domain has the shape that [DomainShapes] gives it. Apart from it, so that attaching
/// makes no text.
///
/// @param machine its IOMMUs and boot facts
record ShapeExplaining(Machine machine) {

    /// @param shape the domain, made from the IOMMU
    ShapeReasons of(Iommu iommu, DomainShape shape) {
        return switch (iommu.hardware()) {
            case IommuHardware.SmmuV3 smmu ->
                    new ShapeReasons(
                            shape.stage1()
                                    ? stage1(ShapeRules.SMMU_STAGE_1, iommu, smmu.input().bits())
                                    : reach(ShapeRules.SMMU_STAGE_2, iommu, smmu.output().bits()),
                            granule(iommu, smmu.pageSizes()));
            case IommuHardware.SmmuV2 smmu ->
                    new ShapeReasons(
                            shape.stage1()
                                    ? reach(ShapeRules.SMMU_V2_STAGE_1, iommu, smmu.input().bits())
                                    : reach(
                                            ShapeRules.SMMU_V2_STAGE_2,
                                            iommu,
                                            smmu.output().bits()),
                            granule(iommu, smmu.pageSizes()));
            case IommuHardware.Vtd _ -> vtd(iommu, shape);
            case IommuHardware.AmdVi _ -> amd(iommu, shape);
            case IommuHardware.VirtioIommu _ ->
                    new ShapeReasons(
                            Reason.of(ShapeRules.VIRTIO_INPUT, name(iommu)),
                            Reason.of(ShapeRules.VIRTIO_PAGES, name(iommu)));
        };
    }

    private Reason stage1(KernelRule rule, Iommu iommu, int input) {
        return Reason.of(
                rule,
                name(iommu),
                number(input),
                number(machine.facts().virtualAddressBits().value()));
    }

    private static Reason reach(KernelRule rule, Iommu iommu, int bits) {
        return Reason.of(rule, name(iommu), number(bits));
    }

    private Reason granule(Iommu iommu, PageSizes supported) {
        return Reason.of(
                ShapeRules.ONE_GRANULE,
                name(iommu),
                text(supported.text().replace('|', ' ')),
                text(machine.facts().pageSize().value().text()));
    }

    private ShapeReasons vtd(Iommu iommu, DomainShape shape) {
        DomainShape.VtdDemands hardware = shape.hardware();
        int width = hardware == null ? 0 : hardware.width();
        return new ShapeReasons(
                Reason.of(
                        shape.stage1()
                                ? now(
                                        ShapeRules.VTD_FIRST_WIDTH,
                                        ShapeRules.VTD_FIRST_WIDTH_BY_STAGE)
                                : now(
                                        ShapeRules.VTD_SECOND_WIDTH,
                                        ShapeRules.VTD_SECOND_WIDTH_BY_STAGE),
                        name(iommu),
                        number(width)),
                Reason.of(
                        now(
                                ShapeRules.VTD_PAGES,
                                shape.stage1()
                                        ? ShapeRules.VTD_FIRST_PAGES
                                        : ShapeRules.VTD_SECOND_PAGES),
                        name(iommu),
                        text(
                                shape.stage1()
                                        ? "the first stage (2M) and CAP bit 56 (FS1GP)"
                                        : "CAP bits 34 and 35 (SSLPS)")));
    }

    private ShapeReasons amd(Iommu iommu, DomainShape shape) {
        boolean second = shape.format() == PageTableFormat.AMD_V2;
        Evidence format = text(second ? "v2" : "v1");
        int bits = 64 - Long.numberOfLeadingZeros(shape.aperture().last().unsignedBits());
        return new ShapeReasons(
                Reason.of(
                        now(
                                ShapeRules.AMD_WIDTH,
                                second ? ShapeRules.AMD_V2_WIDTH : ShapeRules.AMD_V1_WIDTH),
                        name(iommu),
                        format,
                        number(bits)),
                Reason.of(
                        second
                                ? now(ShapeRules.AMD_V2_PAGES, ShapeRules.AMD_V2_PAGES_GENERIC)
                                : now(ShapeRules.AMD_V1_PAGES, ShapeRules.AMD_V1_PAGES_GENERIC),
                        name(iommu),
                        format,
                        text(shape.pageSizes().text().replace('|', ' '))));
    }

    /// The rule that holds in the machine's release: the first up to some release, else the second.
    private KernelRule now(KernelRule before, KernelRule since) {
        return before.holdsIn(machine.release()) ? before : since;
    }

    private static Evidence name(Iommu iommu) {
        return text(iommu.name());
    }

    private static Evidence number(int value) {
        return text(Integer.toString(value));
    }

    private static Evidence text(String value) {
        return new Evidence.OfText("", value);
    }
}
