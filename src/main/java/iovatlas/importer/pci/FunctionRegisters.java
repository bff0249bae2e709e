package iovatlas.importer.pci;

import iovatlas.address.Iova;
import iovatlas.kernel.pci.AcsLayout;
import iovatlas.observation.ObservedVector;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalInt;

/// What the configuration space of one function says, split into what the function is and what was
/// switched on in it.
///
/// @param identity vendor, device, class
/// @param kind from header type and PCI Express port type; without capabilities a guess
/// @param kindKnown false when the capability list could not be read
/// @param multifunction header-type bit 7
/// @param buses of a bridge with a bus number, null otherwise
/// @param capabilities what it can do
/// @param acsControl the ACS control word, null without the capability or when it
///     was not read
/// @param busMaster bit 2 of the command register
/// @param msiEnabled whether MSI was switched on
/// @param msixEnabled whether MSI-X was switched on
/// @param messages the MSI message when there was one
public record FunctionRegisters(
        PciIdentity identity,
        FunctionKind kind,
        boolean kindKnown,
        boolean multifunction,
        @Nullable BusRange buses,
        PciCapabilities capabilities,
        @Nullable Integer acsControl,
        boolean busMaster,
        boolean msiEnabled,
        boolean msixEnabled,
        List<ObservedVector> messages) {

    public FunctionRegisters {
        messages = List.copyOf(messages);
    }

    /// Reads a configuration space that answers.
    public static FunctionRegisters read(ConfigSpace config) {
        OptionalInt acs = config.extendedCapability(CapabilityReader.ACS);
        FunctionKind kind = kind(config);
        return new FunctionRegisters(
                identity(config),
                kind,
                config.hasCapabilities(),
                config.multifunction(),
                kind.isBridge() ? buses(config) : null,
                CapabilityReader.read(config),
                acs.isPresent() ? acsControl(config, acs.getAsInt(), kind) : null,
                (config.u16(0x04) & 4) != 0,
                control(config, CapabilityReader.MSI, 1),
                control(config, CapabilityReader.MSIX, 0x8000),
                messages(config));
    }

    private static PciIdentity identity(ConfigSpace config) {
        // Only device headers have the subsystem in the header itself.
        PciId subsystem =
                config.headerType() == 0
                        ? new PciId(config.u16(0x2c), config.u16(0x2e))
                        : subsystemOfBridge(config);
        return new PciIdentity(
                new PciId(config.u16(0), config.u16(2)),
                subsystem.vendor() == 0 ? PciId.UNKNOWN : subsystem,
                config.u8(8),
                config.u8(0xb) << 16 | config.u16(9));
    }

    private static PciId subsystemOfBridge(ConfigSpace config) {
        OptionalInt at = config.capability(0x0d);
        return at.isPresent()
                ? new PciId(config.u16(at.getAsInt() + 4), config.u16(at.getAsInt() + 6))
                : PciId.UNKNOWN;
    }

    private static FunctionKind kind(ConfigSpace config) {
        boolean bridge = config.headerType() == 1 || config.headerType() == 2;
        OptionalInt express = config.capability(CapabilityReader.EXPRESS);
        if (express.isPresent()) {
            int type = config.u16(express.getAsInt() + 2) >> 4 & 0xf;
            for (FunctionKind kind : FunctionKind.values()) {
                if (kind.portType() == type && kind.isBridge() == bridge) {
                    return kind;
                }
            }
        }
        return bridge ? FunctionKind.CONVENTIONAL_BRIDGE : FunctionKind.CONVENTIONAL;
    }

    private static @Nullable BusRange buses(ConfigSpace config) {
        int secondary = config.u8(0x19);
        int subordinate = config.u8(0x1a);
        return secondary == 0 || subordinate < secondary
                ? null
                : new BusRange(secondary, subordinate);
    }

    /// Null where the word reads as ones: then nobody read it.
    private static @Nullable Integer acsControl(ConfigSpace config, int acs, FunctionKind kind) {
        int word = config.u16(acs + AcsLayout.controlOffset(identity(config).id(), kind));
        return word == 0xffff ? null : (Integer) word;
    }

    private static boolean control(ConfigSpace config, int capability, int bit) {
        OptionalInt at = config.capability(capability);
        return at.isPresent() && (config.u16(at.getAsInt() + 2) & bit) != 0;
    }

    private static List<ObservedVector> messages(ConfigSpace config) {
        OptionalInt at = config.capability(CapabilityReader.MSI);
        if (at.isEmpty()) {
            return List.of();
        }
        int base = at.getAsInt();
        int control = config.u16(base + 2);
        boolean wide = (control & 0x80) != 0;
        long low = config.u32(base + 4) & 0xffffffffL;
        long high = wide ? config.u32(base + 8) & 0xffffffffL : 0;
        int data = config.u16(base + (wide ? 12 : 8));
        boolean maskable = (control & 0x100) != 0;
        boolean masked = maskable && (config.u32(base + (wide ? 16 : 12)) & 1) != 0;
        if (low == 0 && high == 0 && data == 0) {
            return List.of();
        }
        return List.of(new ObservedVector(0, Iova.of(high << 32 | low), data, masked));
    }
}
