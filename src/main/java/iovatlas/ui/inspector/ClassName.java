package iovatlas.ui.inspector;

/// PCI class codes in words.
final class ClassName {

    private ClassName() {}

    /// `Ethernet  0x020000`; the bare code for a class that has no word here.
    static String of(int classCode) {
        String code = "0x%06x".formatted(classCode);
        String word = word(classCode >> 8);
        return word.isEmpty() ? code : word + "  " + code;
    }

    private static String word(int baseAndSub) {
        return switch (baseAndSub) {
            case 0x0101 -> "IDE";
            case 0x0104 -> "RAID";
            case 0x0106 -> "SATA";
            case 0x0107 -> "SAS";
            case 0x0108 -> "NVMe";
            case 0x0200 -> "Ethernet";
            case 0x0207 -> "InfiniBand";
            case 0x0300 -> "VGA";
            case 0x0302 -> "3D controller";
            case 0x0403 -> "Audio";
            case 0x0600 -> "Host bridge";
            case 0x0601 -> "ISA bridge";
            case 0x0604 -> "PCI bridge";
            case 0x0806 -> "IOMMU";
            case 0x0c03 -> "USB";
            case 0x0c05 -> "SMBus";
            case 0x1200 -> "Accelerator";
            default ->
                    switch (baseAndSub >> 8) {
                        case 0x01 -> "Storage";
                        case 0x02 -> "Network";
                        case 0x03 -> "Display";
                        case 0x05 -> "Memory";
                        case 0x06 -> "Bridge";
                        case 0x0b -> "Processor";
                        case 0x10 -> "Crypto";
                        default -> "";
                    };
        };
    }
}
