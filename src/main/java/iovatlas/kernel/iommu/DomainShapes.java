package iovatlas.kernel.iommu;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.Register64;

import java.util.List;

/// Works out the shape of the domain that a user gets from an IOMMU.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_domain_finalise`,
/// `drivers/iommu/io-pgtable-arm.c:arm_lpae_restrict_pgsizes`, `drivers/iommu/intel/iommu.c`,
/// `drivers/iommu/amd/iommu.c`, `drivers/iommu/virtio-iommu.c`.
final class DomainShapes {

    private static final long AMD_V1_PAGES = 0x000fff7ffffff000L;
    private static final long AMD_OLD_PAGES = 0xffffff7ffffff000L;
    private static final long SIZE_4K = 0x1000;
    private static final long SIZE_2M = 0x200000;
    private static final long SIZE_1G = 0x40000000;
    private static final long GRANULE_4K = SIZE_4K | SIZE_2M | SIZE_1G;
    private static final long GRANULE_16K = 0x4000L | 0x2000000L;
    private static final long GRANULE_64K = 0x10000L | 0x20000000L;
    private static final int SECOND_STAGE_2M = 34;
    private static final int SECOND_STAGE_1G = 35;
    private static final int FIRST_STAGE_1G = 56;

    private final KernelRelease release;
    private final CommandLine line;
    private final long page;
    private final int virtualAddressBits;

    DomainShapes(Machine machine) {
        this.release = machine.release();
        this.line = machine.facts().commandLine().value();
        this.page = machine.facts().pageSize().value().unsignedBytes();
        this.virtualAddressBits = machine.facts().virtualAddressBits().value();
    }

    /// The shape of a table that others can nest in or that logs what was written: always of the
    /// second stage, on AMD of the first version.
    DomainShape secondStage(Iommu iommu) {
        return switch (iommu.hardware()) {
            case IommuHardware.SmmuV3 smmu ->
                    smmuV3(
                            iommu.name(),
                            new IommuHardware.SmmuV3(
                                    false,
                                    true,
                                    smmu.input(),
                                    smmu.output(),
                                    smmu.pageSizes(),
                                    smmu.enforcesCoherency(),
                                    smmu.hi161x()));
            case IommuHardware.Vtd vtd -> vtd(iommu.name(), vtd, false);
            case IommuHardware.AmdVi amd -> amd(iommu.name(), amd, false);
            case IommuHardware.SmmuV2 _, IommuHardware.VirtioIommu _ -> of(iommu);
        };
    }

    DomainShape of(Iommu iommu) {
        return switch (iommu.hardware()) {
            case IommuHardware.SmmuV3 smmu -> smmuV3(iommu.name(), smmu);
            case IommuHardware.SmmuV2 smmu -> smmuV2(iommu.name(), smmu);
            case IommuHardware.Vtd vtd ->
                    vtd(iommu.name(), vtd, VtdStages.firstForUser(vtd, release, line));
            case IommuHardware.AmdVi amd -> amd(iommu.name(), amd, usesSecondVersion(amd));
            case IommuHardware.VirtioIommu virtio ->
                    new DomainShape(
                            iommu.name(),
                            PageTableFormat.VIRTIO,
                            false,
                            true,
                            virtio.input(),
                            virtio.pageSizes(),
                            false,
                            null);
        };
    }

    /// Stage 1 is used whenever the SMMU has it; its reach does not depend on the output size.
    private DomainShape smmuV3(String name, IommuHardware.SmmuV3 smmu) {
        int width =
                smmu.stage1()
                        ? Math.min(smmu.input().bits(), virtualAddressBits)
                        : smmu.output().bits();
        return new DomainShape(
                name,
                PageTableFormat.SMMU_V3,
                smmu.stage1(),
                true,
                reach(width),
                oneGranule(smmu.pageSizes()),
                smmu.enforcesCoherency(),
                null);
    }

    /// Unlike the driver of SMMUv3, this one does not look at the kernel's own virtual addresses.
    private DomainShape smmuV2(String name, IommuHardware.SmmuV2 smmu) {
        int width = smmu.stage1() ? smmu.input().bits() : smmu.output().bits();
        return new DomainShape(
                name,
                PageTableFormat.SMMU_V2,
                smmu.stage1(),
                true,
                reach(width),
                oneGranule(smmu.pageSizes()),
                false,
                null);
    }

    private DomainShape vtd(String name, IommuHardware.Vtd vtd, boolean first) {
        int width = first ? VtdStages.firstStageWidth(vtd) : VtdStages.secondStageWidth(vtd);
        long pages = SIZE_4K;
        if (first || vtd.cap().bit(SECOND_STAGE_2M)) {
            pages |= SIZE_2M;
        }
        if (vtd.cap().bit(first ? FIRST_STAGE_1G : SECOND_STAGE_1G)) {
            pages |= SIZE_1G;
        }
        boolean snoop = VtdStages.snoopControl(vtd);
        PageTableFormat split =
                first ? PageTableFormat.VTD_FIRST_STAGE : PageTableFormat.VTD_SECOND_STAGE;
        return new DomainShape(
                name,
                DomainRules.VTD_OPS_BY_STAGE.holdsIn(release) ? split : PageTableFormat.VTD,
                first,
                false,
                reach(first ? width - 1 : width),
                new PageSizes(pages),
                snoop,
                new DomainShape.VtdDemands(width, snoop));
    }

    private DomainShape amd(String name, IommuHardware.AmdVi amd, boolean second) {
        boolean sized = DomainRules.AMD_SIZED_TABLES.holdsIn(release);
        int width = sized ? firstVersionWidth(amd.features()) : 64;
        if (second) {
            width = amd.features().field(13, 12) == 1 ? 56 : 47;
        }
        long pages = second ? GRANULE_4K : sized ? AMD_V1_PAGES : AMD_OLD_PAGES;
        return new DomainShape(
                name,
                second ? PageTableFormat.AMD_V2 : PageTableFormat.AMD_V1,
                false,
                false,
                reach(width),
                new PageSizes(pages),
                true,
                null);
    }

    /// `amd_iommu=pgtbl_v2` counts only where guest translation is there.
    private boolean usesSecondVersion(IommuHardware.AmdVi amd) {
        boolean asked =
                line.values("amd_iommu")
                        .flatMap(v -> List.of(v.split(",", -1)).stream())
                        .anyMatch("pgtbl_v2"::equals);
        return asked && amd.features().bit(4) && DomainRules.AMD_SECOND_VERSION.holdsIn(release);
    }

    private static int firstVersionWidth(Register64 features) {
        int levels = features.field(11, 10) + 4;
        return Math.min(64, 9 * (levels - 1) + 21);
    }

    /// The page size of the CPU if supported, else the largest smaller, else the smallest larger.
    private PageSizes oneGranule(PageSizes supported) {
        long granules = supported.bitmap() & (SIZE_4K | 0x4000 | 0x10000);
        long chosen;
        if ((granules & page) != 0) {
            chosen = page;
        } else if ((granules & page - 1) != 0) {
            chosen = Long.highestOneBit(granules & page - 1);
        } else {
            chosen = Long.lowestOneBit(granules);
        }
        long kept =
                chosen == SIZE_4K
                        ? GRANULE_4K
                        : chosen == 0x4000 ? GRANULE_16K : chosen == 0x10000 ? GRANULE_64K : 0;
        return new PageSizes(supported.bitmap() & kept);
    }

    private static AddressRange<Iova> reach(int bits) {
        return new AddressWidth(bits).range(Iova.ZERO);
    }
}
