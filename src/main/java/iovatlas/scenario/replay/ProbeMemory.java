package iovatlas.scenario.replay;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.ProcessMemory.Stretch;

import java.util.List;

/// The memory of the process that made the recordings: four arenas, and nothing else that a script
/// names.
final class ProbeMemory {

    private static final long SHARED = 0x2000_0000_0000L;
    private static final long HUGE = 0x2100_0000_0000L;
    private static final long READ_ONLY = 0x2200_0000_0000L;
    private static final long NOTHING = 0x2300_0000_0000L;
    private static final ByteSize SMALL_PAGE = ByteSize.KIB.times(4);
    private static final ByteSize HUGE_PAGE = ByteSize.MIB.times(2);

    private ProbeMemory() {}

    /// 1 GiB of single pages, 16 MiB of huge pages, 16 MiB that cannot be written.
    static ProcessMemory memory() {
        return new ProcessMemory(
                List.of(
                        new Stretch(range(SHARED, ByteSize.GIB), true, SMALL_PAGE),
                        new Stretch(range(HUGE, ByteSize.MIB.times(16)), true, HUGE_PAGE),
                        new Stretch(range(READ_ONLY, ByteSize.MIB.times(16)), false, SMALL_PAGE)));
    }

    private static AddressRange<UserVirtual> range(long base, ByteSize size) {
        return AddressRange.ofSize(UserVirtual.of(base), size);
    }

    /// Whether a word names an arena and an offset: `A+0`, `H+0x1000`, `R+0`, `X+0`.
    static boolean isArena(String word) {
        return word.length() >= 2 && "AHRX".indexOf(word.charAt(0)) >= 0 && word.charAt(1) == '+';
    }

    /// Where an arena begins, unsigned.
    static long arena(char letter) {
        return switch (letter) {
            case 'A' -> SHARED;
            case 'H' -> HUGE;
            case 'R' -> READ_ONLY;
            default -> NOTHING;
        };
    }
}
