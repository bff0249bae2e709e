package iovatlas.importer.pci;

import iovatlas.address.ByteSize;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the capabilities that decide about groups, DMA and interrupts.
///
/// Source: `include/uapi/linux/pci_regs.h`.
public final class CapabilityReader {

    static final int POWER_MANAGEMENT = 0x01;
    static final int MSI = 0x05;
    static final int EXPRESS = 0x10;
    static final int MSIX = 0x11;
    static final int ADVANCED_FEATURES = 0x13;
    static final int ACS = 0x0d;
    static final int ARI = 0x0e;
    static final int ATS = 0x0f;
    static final int SRIOV = 0x10;
    static final int PRI = 0x13;
    static final int PASID = 0x1b;

    private CapabilityReader() {}

    /// All capabilities; the ACS control word is left to the kernel's choice.
    public static PciCapabilities read(ConfigSpace config) {
        OptionalInt acs = config.extendedCapability(ACS);
        int pin = config.u8(0x3d);
        return new PciCapabilities(
                acs.isPresent() ? AcsCapability.of(config.u16(acs.getAsInt() + 4)) : null,
                msi(config),
                msix(config),
                sriov(config),
                config.extendedCapability(ARI).isPresent(),
                config.extendedCapability(ATS).isPresent(),
                config.extendedCapability(PRI).isPresent(),
                config.extendedCapability(PASID).isPresent(),
                resets(config),
                config.answers() && pin <= 4 ? pin : 0);
    }

    private static @Nullable MsiCapability msi(ConfigSpace config) {
        OptionalInt at = config.capability(MSI);
        if (at.isEmpty()) {
            return null;
        }
        int control = config.u16(at.getAsInt() + 2);
        // 6 and 7 are reserved.
        int log2 = Math.min(control >> 1 & 7, 5);
        return new MsiCapability(1 << log2, (control & 0x80) != 0, (control & 0x100) != 0);
    }

    private static @Nullable MsixCapability msix(ConfigSpace config) {
        OptionalInt at = config.capability(MSIX);
        if (at.isEmpty()) {
            return null;
        }
        int table = config.u32(at.getAsInt() + 4);
        return new MsixCapability(
                (config.u16(at.getAsInt() + 2) & 0x7ff) + 1,
                table & 7,
                ByteSize.ofBytes(table & 0xfffffff8L));
    }

    private static @Nullable SriovCapability sriov(ConfigSpace config) {
        OptionalInt at = config.extendedCapability(SRIOV);
        if (at.isEmpty()) {
            return null;
        }
        int base = at.getAsInt();
        boolean enabled = (config.u16(base + 0x08) & 1) != 0;
        int total = config.u16(base + 0x0e);
        return new SriovCapability(
                total,
                enabled ? Math.min(config.u16(base + 0x10), total) : 0,
                config.u16(base + 0x14),
                config.u16(base + 0x16),
                config.u16(base + 0x1a));
    }

    private static Set<ResetMethod> resets(ConfigSpace config) {
        Set<ResetMethod> resets = EnumSet.noneOf(ResetMethod.class);
        OptionalInt express = config.capability(EXPRESS);
        if (express.isPresent() && (config.u32(express.getAsInt() + 4) & 1 << 28) != 0) {
            resets.add(ResetMethod.FLR);
        }
        OptionalInt features = config.capability(ADVANCED_FEATURES);
        if (features.isPresent() && (config.u8(features.getAsInt() + 3) & 3) == 3) {
            resets.add(ResetMethod.AF_FLR);
        }
        OptionalInt power = config.capability(POWER_MANAGEMENT);
        if (power.isPresent() && (config.u16(power.getAsInt() + 4) & 8) == 0) {
            resets.add(ResetMethod.PM);
        }
        return resets;
    }
}
