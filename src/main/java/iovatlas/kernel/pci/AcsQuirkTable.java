package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;

import java.util.ArrayList;
import java.util.List;

/// The lines of the quirk table in the kernel's order, one vendor and mechanism a line.
///
/// Releases are those in which a line is known to have appeared; 4.9 stands for "at least that
/// old".
///
/// Source: `drivers/pci/quirks.c:pci_dev_acs_enabled` and the functions that it names.
final class AcsQuirkTable {

    private static final String TEXT =
            """
            1002 4.9 SOUTHBRIDGE 4385 439c 4383 439d 4384 4399
            1022 4.9 SOUTHBRIDGE 780f 7809
            1924 4.9 ISOLATES 0903 0923 0a03
            8086 4.9 ISOLATES 10c6 10db 10dd 10e1 10f1 10f7-10fc 1507 1514 151c 1529 152a 154d
            8086 4.9 ISOLATES 154f 1551 1558 1509 150e-1511 1516 1527
            8086 4.9 ISOLATES 10c9 10e6-10e8 150a 150d 1518 1526 10a7 10a9 10d6
            8086 4.9 ISOLATES 1521-1524 105e 105f 1060 10d9 15b7 15b8
            8086 5.8 INTEGRATED_ENDPOINT 0000-ffff
            17cb 4.9 ISOLATES 0400 0401
            17cb 6.11 ISOLATES 0115
            17cb 7.3 ISOLATES 0111 0120
            1dbf 4.18 ISOLATES 0401
            8086 4.9 ENABLED_ROOT_PORT 3b42-3b51 1c10-1c1f 1e10-1e1f 8c10-8c1f 9c10-9c1b 9c90-9c9b
            8086 4.9 ENABLED_ROOT_PORT 1d10 1d12 1d14 1d16 1d18 1d1a 1d1c 1d1e 8d10-8d1e
            8086 4.9 ENABLED_ROOT_PORT 8c90 8c92 8c94 8c96 8c98 8c9a 8c9c 8c9e
            8086 4.9 REGISTERS_OF_ROOT_PORT a110-a11f a167-a16a
            8086 4.11 REGISTERS_OF_ROOT_PORT a290-a29f a2e7-a2ee
            8086 4.17 REGISTERS_OF_ROOT_PORT 9d10-9d1b
            19a2 4.9 ISOLATES 0710
            10df 4.9 ISOLATES 0720
            177d 4.9 ROOT_PORT a000-a0ff
            177d 4.14 ROOT_PORT a100-a7ff af84 b884
            177d 5.6 ISOLATES a026 a059 a060
            10e8 4.13 ISOLATES e004
            1def 5.1 ISOLATES e005-e00c
            14e4 5.14 ISOLATES 16d7
            14e4 6.1 ISOLATES 1750-1752
            14e4 6.11 ISOLATES 1760-1763
            14e4 5.9 ISOLATES d714
            0014 5.19 ISOLATES 7a09 7a19 7a29 7a39 7a49 7a59 7a69
            0014 6.12 ISOLATES 3c09 3c19 3c29
            1c36 5.5 ROOT_PORT 0031
            1d17 5.7 ISOLATES 3038 3104 9083
            1957 5.13 ISOLATES 8d80-8d83 8d88-8d8b 8d90-8d93 8d98-8d9b 8da0 8da1 8da8 8da9
            1957 5.13 ISOLATES 8db0 8db1 8db8 8db9
            1d17 5.7 PORT 0710-071e 0721 0723-0752
            1d17 5.7 PORT_NEVER 0000-ffff
            8088 6.3 ISOLATES 0100-010f 1001 2001
            8088 6.14 ISOLATES 5010 5025 5040 5110 5125 5140
            8088 6.3 NEVER 0000-ffff
            """;

    private AcsQuirkTable() {}

    static List<AcsQuirk> read() {
        List<AcsQuirk> table = new ArrayList<>();
        for (String line : TEXT.lines().toList()) {
            String[] words = line.split(" ", -1);
            int vendor = Integer.parseInt(words[0], 16);
            KernelRelease since = KernelRelease.parse(words[1]);
            AcsQuirk.Mechanism mechanism = AcsQuirk.Mechanism.valueOf(words[2]);
            for (int i = 3; i < words.length; i++) {
                String[] ends = words[i].split("-", -1);
                int first = Integer.parseInt(ends[0], 16);
                int last = ends.length == 1 ? first : Integer.parseInt(ends[1], 16);
                table.add(new AcsQuirk(vendor, first, last, mechanism, since));
            }
        }
        return List.copyOf(table);
    }
}
