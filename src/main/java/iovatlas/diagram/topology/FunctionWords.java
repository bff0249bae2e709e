package iovatlas.diagram.topology;

import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;

import java.util.ArrayList;
import java.util.List;

/// Short names for functions: what they are, in a few words.
public final class FunctionWords {

    private FunctionWords() {}

    /// What a kind is called on a diagram, e.g. `root port`.
    public static String kind(FunctionKind kind) {
        return switch (kind) {
            case ROOT_PORT -> "root port";
            case SWITCH_UPSTREAM -> "upstream port";
            case SWITCH_DOWNSTREAM -> "downstream port";
            case PCIE_TO_PCI_BRIDGE -> "PCIe-PCI bridge";
            case PCI_TO_PCIE_BRIDGE -> "PCI-PCIe bridge";
            case CONVENTIONAL_BRIDGE -> "PCI bridge";
            case ENDPOINT -> "endpoint";
            case LEGACY_ENDPOINT -> "legacy endpoint";
            case INTEGRATED_ENDPOINT -> "integrated endpoint";
            case EVENT_COLLECTOR -> "event collector";
            case CONVENTIONAL -> "PCI function";
        };
    }

    /// The name a person gave, else the kind of a bridge, else the class, else the vendor and device.
    public static String name(PciFunction function) {
        if (!function.name().isEmpty()) {
            return function.name();
        }
        if (function.kind().isBridge()) {
            return kind(function.kind());
        }
        PciId id = function.identity().id();
        String className = className(function.identity().baseAndSubClass());
        if (!className.isEmpty()) {
            return saysLittle(function) ? className + " " + id : className;
        }
        return id.equals(PciId.UNKNOWN) ? kind(function.kind()) : id.toString();
    }

    /// Servers have dozens of such functions; only their numbers tell them apart.
    private static boolean saysLittle(PciFunction function) {
        int base = function.identity().baseClass();
        boolean inner = base == 0x08 || base == 0x11 || base == 0x07;
        return inner && !function.identity().id().equals(PciId.UNKNOWN);
    }

    /// `MSI-X 129`, `MSI 8`, or empty without either.
    public static String messages(PciFunction function) {
        MsixCapability msix = function.capabilities().msix();
        if (msix != null) {
            return "MSI-X " + msix.tableSize();
        }
        MsiCapability msi = function.capabilities().msi();
        return msi == null ? "" : "MSI " + msi.vectors();
    }

    /// The second line of its box.
    public static String detail(PciFunction function) {
        if (function.kind().isBridge()) {
            return function.name().isEmpty()
                    ? kind(function.kind())
                    : function.name() + "  " + kind(function.kind());
        }
        String messages = messages(function);
        return messages.isEmpty() ? name(function) : name(function) + "  " + messages;
    }

    /// Everything that a pointer resting on it is told.
    public static String tip(PciFunction function) {
        List<String> parts = new ArrayList<>();
        parts.add(function.at().toString());
        if (!function.name().isEmpty()) {
            parts.add(function.name());
        }
        parts.add(kind(function.kind()));
        PciId id = function.identity().id();
        if (!id.equals(PciId.UNKNOWN)) {
            parts.add(id.toString());
        }
        String className = className(function.identity().baseAndSubClass());
        if (!className.isEmpty() && !function.kind().isBridge()) {
            parts.add(className);
        }
        if (function.virtual() != null) {
            parts.add("VF of " + function.virtual().physical().shortText());
        }
        if (!messages(function).isEmpty()) {
            parts.add(messages(function));
        }
        return String.join(", ", parts);
    }

    /// The name of a base class and sub-class; empty for those that say nothing.
    ///
    /// Source: PCI Code and ID Assignment; numbers as in `include/linux/pci_ids.h`.
    public static String className(int baseAndSubClass) {
        return switch (baseAndSubClass) {
            case 0x0100 -> "SCSI";
            case 0x0101 -> "IDE";
            case 0x0104 -> "RAID";
            case 0x0106 -> "SATA";
            case 0x0107 -> "SAS";
            case 0x0108 -> "NVMe";
            case 0x0200 -> "Ethernet";
            case 0x0207 -> "InfiniBand";
            case 0x0280 -> "network";
            case 0x0300 -> "VGA";
            case 0x0302 -> "3D";
            case 0x0380 -> "display";
            case 0x0401, 0x0403 -> "audio";
            case 0x0600 -> "host bridge";
            case 0x0601 -> "ISA bridge";
            case 0x0700 -> "serial";
            case 0x0780 -> "communication";
            case 0x0800 -> "PIC";
            case 0x0801 -> "DMA engine";
            case 0x0805 -> "SD host";
            case 0x0806 -> "IOMMU";
            case 0x0807 -> "event collector";
            case 0x0880 -> "system";
            case 0x0c03 -> "USB";
            case 0x0c05 -> "SMBus";
            case 0x0c80 -> "SPI";
            case 0x0d80 -> "wireless";
            case 0x1080, 0x1000 -> "crypto";
            case 0x1100, 0x1101, 0x1180 -> "signal processing";
            case 0x1200 -> "accelerator";
            default -> "";
        };
    }
}
