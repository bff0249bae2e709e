package iovatlas.importer.acpi;

import java.util.ArrayList;
import java.util.List;

/// What an IORT node describes.
public sealed interface IortBody {

    /// Interrupt translation services that act as one.
    ///
    /// @param identifiers translation IDs as in the MADT; Linux uses the first
    record ItsGroup(List<Integer> identifiers) implements IortBody {
        public ItsGroup {
            identifiers = List.copyOf(identifiers);
        }
    }

    /// A device on no PCI bus.
    ///
    /// @param path its name in the ACPI namespace
    record NamedComponent(String path) implements IortBody {}

    /// A PCI host.
    ///
    /// @param segment PCI segment
    /// @param coherentWriteBack memory flag CANWBS: all writes snoop
    record RootComplex(int segment, boolean coherentWriteBack) implements IortBody {}

    /// An SMMUv1 or v2.
    record SmmuV2(long base, int model) implements IortBody {}

    /// An SMMUv3.
    ///
    /// @param base physical address of its registers
    /// @param flags bit 0 coherent walks, bit 4 device-ID index valid
    /// @param model 0 generic, 1 HiSilicon HI161X, 2 Cavium CN99xx
    /// @param wired whether all four interrupts are wired
    /// @param deviceIdIndex which mapping is its own
    record SmmuV3(long base, int flags, int model, boolean wired, int deviceIdIndex)
            implements IortBody {

        int ownMapping(int revision, int mappings) {
            boolean given = revision >= 5 ? (flags & 0x10) != 0 : revision > 0 && !wired;
            return given && deviceIdIndex >= 0 && deviceIdIndex < mappings
                    ? deviceIdIndex
                    : IortNode.NONE;
        }
    }

    /// A performance monitor counter group.
    record PerformanceMonitor(int overflowInterrupt) implements IortBody {}

    /// Memory that devices must be able to reach.
    ///
    /// @param remapPermitted whether it may be moved
    record ReservedRange(boolean remapPermitted, List<Descriptor> descriptors) implements IortBody {
        public ReservedRange {
            descriptors = List.copyOf(descriptors);
        }
    }

    /// One stretch of a [ReservedRange].
    record Descriptor(long base, long length) {}

    /// A node of a type that is not understood, or too short for its type.
    record Unknown(int type) implements IortBody {}

    /// Reads the part behind the node's header.
    static IortBody read(TableView node) {
        int type = node.u8(0);
        return switch (type) {
            case 0 -> itsGroup(node);
            case 1 -> new NamedComponent(node.text(29, node.length()));
            case 2 -> new RootComplex(node.u32(28), (node.u8(16 + 7) & 4) != 0);
            case 3 -> new SmmuV2(node.u64(16), node.u32(32));
            case 4 -> smmuV3(node);
            case 5 -> new PerformanceMonitor(node.u32(24));
            case 6 -> reservedRange(node);
            default -> new Unknown(type);
        };
    }

    private static IortBody itsGroup(TableView node) {
        List<Integer> identifiers = new ArrayList<>();
        long count = node.u32(16) & 0xffffffffL;
        for (int i = 0; i < count && node.has(20 + 4 * i, 4); i++) {
            identifiers.add(node.u32(20 + 4 * i));
        }
        return new ItsGroup(identifiers);
    }

    private static IortBody smmuV3(TableView node) {
        boolean wired =
                node.u32(44) != 0 && node.u32(48) != 0 && node.u32(52) != 0 && node.u32(56) != 0;
        return new SmmuV3(node.u64(16), node.u32(24), node.u32(40), wired, node.u32(64));
    }

    private static IortBody reservedRange(TableView node) {
        List<Descriptor> descriptors = new ArrayList<>();
        long count = node.u32(20) & 0xffffffffL;
        long at = node.u32(24) & 0xffffffffL;
        for (long i = 0; i < count && at + 20 <= node.length(); i++, at += 20) {
            descriptors.add(new Descriptor(node.u64((int) at), node.u64((int) at + 8)));
        }
        return new ReservedRange((node.u32(16) & 1) != 0, descriptors);
    }
}
