package iovatlas.topology;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the hardware of one IOMMU can do, by kind.
public sealed interface IommuHardware {

    IommuKind kind();

    /// An Arm SMMUv1 or v2.
    ///
    /// @param streamMapEntries number of stream-map register groups
    record SmmuV2(
            int streamMapEntries,
            boolean stage1,
            boolean stage2,
            AddressWidth input,
            AddressWidth output,
            PageSizes pageSizes)
            implements IommuHardware {
        @Override
        public IommuKind kind() {
            return IommuKind.SMMU_V2;
        }
    }

    /// An Arm SMMUv3.
    ///
    /// @param input width of the addresses that devices may send: 48 or 52 bits
    /// @param output width of the physical addresses
    /// @param enforcesCoherency whether all its masters are CANWBS
    /// @param hi161x HiSilicon HI161X model: ITS pages are hardware MSI windows too
    record SmmuV3(
            boolean stage1,
            boolean stage2,
            AddressWidth input,
            AddressWidth output,
            PageSizes pageSizes,
            boolean enforcesCoherency,
            boolean hi161x)
            implements IommuHardware {
        @Override
        public IommuKind kind() {
            return IommuKind.SMMU_V3;
        }
    }

    /// An Intel VT-d unit: its CAP and ECAP registers say everything.
    record Vtd(Register64 cap, Register64 ecap) implements IommuHardware {

        /// A unit as servers have it (48 bits, large pages, interrupt remapping), for machines
        /// that do not tell.
        public static final Vtd USUAL =
                new Vtd(
                        new Register64(0x08d2_078c_106f_0466L),
                        new Register64(0x0000_0000_00f0_20dfL));

        @Override
        public IommuKind kind() {
            return IommuKind.VTD;
        }
    }

    /// An AMD IOMMU.
    ///
    /// @param capability the 32-bit capability header (bit 26 NpCache)
    /// @param features the extended feature register (EFR)
    /// @param features2 the second extended feature register (EFR2; bit 11: the HyperTransport range
    ///     is ordinary memory), 0 where there is none
    record AmdVi(int capability, Register64 features, Register64 features2)
            implements IommuHardware {

        /// An AMD IOMMU without a second feature register.
        public AmdVi(int capability, Register64 features) {
            this(capability, features, new Register64(0));
        }

        @Override
        public IommuKind kind() {
            return IommuKind.AMD_VI;
        }
    }

    /// A virtio-iommu as its device configuration describes it.
    ///
    /// @param input the addresses that it translates
    /// @param msiWindow the T_MSI property of its endpoints, null when there is none
    /// @param reserved the T_RESERVED properties of its endpoints, in the order in which the device
    ///     lists them
    record VirtioIommu(
            PageSizes pageSizes,
            AddressRange<Iova> input,
            @Nullable AddressRange<Iova> msiWindow,
            List<AddressRange<Iova>> reserved)
            implements IommuHardware {

        /// @throws IllegalArgumentException when a property covers all addresses: the driver
        ///     cannot express its size and gives up every endpoint
        public VirtioIommu {
            reserved = List.copyOf(reserved);
            AddressRange<Iova> all = AddressRange.all(Iova.ZERO);
            if (all.equals(msiWindow) || reserved.contains(all)) {
                throw new IllegalArgumentException(
                        "a window or reserved range of a virtio-iommu may not cover all addresses;"
                                + " leave out at least one page");
            }
        }

        /// A virtio-iommu whose endpoints have no T_RESERVED property.
        public VirtioIommu(
                PageSizes pageSizes,
                AddressRange<Iova> input,
                @Nullable AddressRange<Iova> msiWindow) {
            this(pageSizes, input, msiWindow, List.of());
        }

        @Override
        public IommuKind kind() {
            return IommuKind.VIRTIO_IOMMU;
        }
    }
}
