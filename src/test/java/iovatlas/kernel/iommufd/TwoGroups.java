package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.PageTableFormat;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.kernel.vfio.GroupTraits;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.List;
import java.util.Optional;

/// A machine with two functions in one group behind one SMMUv3, and a third behind another.
record TwoGroups(BootFacts facts) implements IommufdHost {

    static final PciAddress ONE = PciAddress.parse("0000:01:00.0");
    static final PciAddress TWO = PciAddress.parse("0000:01:00.1");
    static final PciAddress THREE = PciAddress.parse("0000:02:00.0");

    private static final List<ReservedRegion> WINDOW =
            List.of(
                    new ReservedRegion(
                            AddressRange.of(Iova.of(0x8000000), Iova.of(0x80fffff)),
                            ReservedType.SW_MSI,
                            Reason.of(IoasRules.APERTURE)));

    static TwoGroups on(KernelRelease release) {
        return new TwoGroups(BootFacts.standard(release, Architecture.ARM64));
    }

    private static DomainShape shape(int group) {
        return new DomainShape(
                "smmu" + group,
                PageTableFormat.SMMU_V3,
                true,
                true,
                new AddressWidth(48).range(Iova.ZERO),
                new PageSizes(0x40201000L),
                false,
                null);
    }

    private static int number(PciAddress at) {
        return at.equals(THREE) ? 2 : 1;
    }

    @Override
    public List<ReservedRegion> regionsOf(PciAddress at) {
        return WINDOW;
    }

    @Override
    public Optional<DomainShape> shapeOf(PciAddress at) {
        return Optional.of(shape(number(at)));
    }

    @Override
    public HardwareInformation hardwareOf(PciAddress at) {
        return HardwareInformation.of(IommuKind.SMMU_V3, false, false, facts.release().value());
    }

    @Override
    public Optional<DomainShape> shapeOf(PciAddress at, int flags) {
        return flags == 0 ? shapeOf(at) : Optional.empty();
    }

    @Override
    public Optional<GroupTraits> group(int number) {
        return Optional.of(
                new GroupTraits(
                        number,
                        number == 1 ? List.of(ONE, TWO) : List.of(THREE),
                        List.of(),
                        WINDOW,
                        null,
                        IommuKind.SMMU_V3,
                        shape(number),
                        null));
    }

    @Override
    public Optional<GroupTraits> groupOf(PciAddress at) {
        return group(number(at));
    }

    @Override
    public Optional<PciFunction> function(PciAddress at) {
        return Optional.empty();
    }

    @Override
    public boolean canReset(PciAddress at) {
        return false;
    }
}
