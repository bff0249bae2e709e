package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;

import java.util.List;

/// The extended capabilities that decide about groups and virtual functions.
final class ExtendedCapability {

    private static final int ACS = 0x0d;
    private static final int SRIOV = 0x10;
    private static final int IMPLEMENTED = 0x1f;
    private static final List<String> ACS_BITS =
            List.of(
                    "SrcValid+",
                    "TransBlk+",
                    "ReqRedir+",
                    "CmpltRedir+",
                    "UpstreamFwd+",
                    "EgressCtrl+",
                    "DirectTrans+");

    private ExtendedCapability() {}

    /// A brief listing names the capability alone. The bits that ports have are assumed then; they
    /// decide nothing where the kernel sets every one that there is. The control word, and the one
    /// of ports with 32-bit registers, which no listing prints, read as ones: not known.
    static void heading(ConfigImage config, int at, int id) {
        if (id == ACS && !config.isTold(at + 4)) {
            config.u16(at + 4, IMPLEMENTED);
            config.u16(at + 6, 0xffff);
            config.u32(at + 8, -1);
        }
    }

    static void detail(ConfigImage config, int at, int id, String line) {
        if (id == ACS && line.startsWith("ACSCap:")) {
            config.u16(at + 4, acsWord(line));
        } else if (id == ACS && line.startsWith("ACSCtl:")) {
            config.u16(at + 6, acsWord(line));
        } else if (id == SRIOV) {
            sriov(config, at, line);
        }
    }

    private static int acsWord(String line) {
        int word = 0;
        for (int bit = 0; bit < ACS_BITS.size(); bit++) {
            word |= line.contains(ACS_BITS.get(bit)) ? 1 << bit : 0;
        }
        return word;
    }

    private static void sriov(ConfigImage config, int at, String line) {
        if (line.startsWith("IOVCtl:")) {
            config.u16(at + 8, line.contains(" Enable+") ? 1 : 0);
        }
        DetailText.number(line, "Total VFs: ", 10, n -> config.u16(at + 0x0e, n & 0xffff));
        DetailText.number(line, "Number of VFs: ", 10, n -> config.u16(at + 0x10, n & 0xffff));
        DetailText.number(line, "VF offset: ", 10, n -> config.u16(at + 0x14, n & 0xffff));
        DetailText.number(line, "stride: ", 10, n -> config.u16(at + 0x16, n & 0xffff));
        DetailText.number(line, "Device ID: ", 16, n -> config.u16(at + 0x1a, n & 0xffff));
    }
}
