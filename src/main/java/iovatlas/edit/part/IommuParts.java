package iovatlas.edit.part;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.EditSequence;
import iovatlas.edit.machine.PutIommu;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.IommuKind;
import iovatlas.topology.Register64;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// IOMMUs with the registers and sizes that are common, and the ID maps that lead to them.
final class IommuParts {
    private static final AddressWidth BITS = new AddressWidth(48);
    private static final PageSizes PAGES = PageSizes.parse("4K|2M|1G");

    private IommuParts() {}

    static Part.Maker of(IommuKind kind) {
        return (atlas, wish) -> add(atlas, wish, kind);
    }

    private static Edit add(Atlas atlas, Wish wish, IommuKind kind) {
        List<Iommu> iommus = atlas.topology().iommus();
        String name =
                FreeName.of(wish.nameOr(stem(kind)), iommus.stream().map(Iommu::name).toList());
        Iommu iommu = new Iommu(name, hardware(kind), base(kind, iommus.size()), null);
        return new EditSequence(
                "Add " + kind.title() + " " + name,
                List.of(
                        new PutIommu(null, iommu),
                        FirmwareMaps.of(atlas, IdMap.Role.IOMMU, name, wish.on())));
    }

    private static String stem(IommuKind kind) {
        return switch (kind) {
            case SMMU_V2, SMMU_V3 -> "smmu0";
            case VTD -> "dmar0";
            case AMD_VI -> "ivhd0";
            case VIRTIO_IOMMU -> "viommu0";
        };
    }

    private static @Nullable HostPhysical base(IommuKind kind, int index) {
        return switch (kind) {
            case SMMU_V2, SMMU_V3 -> HostPhysical.of(0x2b40_0000L + 0x10_0000L * index);
            case VTD -> HostPhysical.of(0xfed9_1000L + 0x1000L * index);
            case AMD_VI -> HostPhysical.of(0xfeb8_0000L + 0x8_0000L * index);
            case VIRTIO_IOMMU -> null;
        };
    }

    private static IommuHardware hardware(IommuKind kind) {
        return switch (kind) {
            case SMMU_V2 -> new IommuHardware.SmmuV2(128, true, true, BITS, BITS, PAGES);
            case SMMU_V3 -> new IommuHardware.SmmuV3(true, true, BITS, BITS, PAGES, false, false);
            case VTD ->
                    new IommuHardware.Vtd(
                            new Register64(0x00d2_008c_4066_0462L),
                            new Register64(0x0000_0000_00f0_50daL));
            case AMD_VI ->
                    new IommuHardware.AmdVi(0x0b0a_000f, new Register64(0x058f_77ef_2229_4adeL));
            case VIRTIO_IOMMU ->
                    new IommuHardware.VirtioIommu(PAGES, AddressRange.all(Iova.ZERO), null);
        };
    }
}
