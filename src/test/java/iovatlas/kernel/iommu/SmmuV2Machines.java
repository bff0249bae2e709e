package iovatlas.kernel.iommu;

import iovatlas.address.AddressWidth;
import iovatlas.address.PageSizes;
import iovatlas.topology.IommuHardware;

/// SMMUv2 hardware for tests.
final class SmmuV2Machines {

    private SmmuV2Machines() {}

    static IommuHardware.SmmuV2 hardware(int entries) {
        return new IommuHardware.SmmuV2(
                entries,
                true,
                true,
                new AddressWidth(48),
                new AddressWidth(48),
                new PageSizes(0x40201000L));
    }
}
