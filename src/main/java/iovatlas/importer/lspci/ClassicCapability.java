package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;

import java.util.regex.Pattern;

/// The capabilities of the first 256 bytes that decide about groups, resets and interrupts.
final class ClassicCapability {

    private static final int POWER = 0x01;
    private static final int MSI = 0x05;
    private static final int SUBSYSTEM = 0x0d;
    private static final int EXPRESS = 0x10;
    private static final int MSIX = 0x11;
    private static final int FEATURES = 0x13;
    private static final Pattern IDS = Pattern.compile("\\[?([0-9a-f]{4}):([0-9a-f]{4})\\]?$");
    private static final Pattern MESSAGE =
            Pattern.compile("^Address: ([0-9a-f]{8,16}) +Data: ([0-9a-f]{4})");

    private ClassicCapability() {}

    /// What the line with the offset says.
    static void heading(ConfigImage config, int at, int id, String text) {
        switch (id) {
            case EXPRESS -> {
                // Who may read this may read the extended space too.
                config.reaches(4096);
                DetailText.portType(text)
                        .ifPresent(kind -> config.u16(at + 2, 2 | kind.portType() << 4));
            }
            case MSI -> {
                int control = text.contains("Enable+") ? 1 : 0;
                control |= text.contains("64bit+") ? 0x80 : 0;
                control |= text.contains("Maskable+") || text.contains("Mask+") ? 0x100 : 0;
                config.u16(at + 2, control);
                DetailText.number(text, "/", 10, count -> vectors(config, at, text, count));
            }
            case MSIX -> {
                config.u16(at + 2, text.contains("Enable+") ? 0x8000 : 0);
                DetailText.number(text, "Count=", 10, count -> tableSize(config, at, count));
                DetailText.number(text, "TabSize=", 10, count -> tableSize(config, at, count));
            }
            case SUBSYSTEM ->
                    DetailText.find(IDS, text)
                            .ifPresent(m -> {
                                config.u16(at + 4, Integer.parseInt(m.group(1), 16));
                                config.u16(at + 6, Integer.parseInt(m.group(2), 16));
                            });
            default -> {
                // No other heading holds a register that is asked for.
            }
        }
    }

    /// What a line below it says.
    static void detail(ConfigImage config, int at, int id, String line) {
        switch (id) {
            case EXPRESS -> DetailText.flag(line, "FLReset+", () -> config.bits(at + 7, 0x10));
            case POWER -> DetailText.flag(line, "NoSoftRst+", () -> config.bits(at + 4, 8));
            case FEATURES -> DetailText.flag(line, "AFCap: TP+ FLR+", () -> config.bits(at + 3, 3));
            case MSIX -> table(config, at, line);
            case MSI -> message(config, at, line);
            default -> {
                // No other line holds a register that is asked for.
            }
        }
    }

    /// Newer releases print the number of vectors, older ones its logarithm.
    private static void vectors(ConfigImage config, int at, String text, int count) {
        int log =
                text.contains("Queue=") ? count : Integer.numberOfTrailingZeros(Math.max(1, count));
        config.bits(at + 2, Math.min(log, 5) << 1);
    }

    private static void tableSize(ConfigImage config, int at, int count) {
        int size = Math.clamp(count, 1, 2048) - 1;
        config.bits(at + 2, size & 0xff);
        config.bits(at + 3, size >> 8);
    }

    private static void table(ConfigImage config, int at, String line) {
        if (line.startsWith("Vector table: BAR=")) {
            DetailText.number(line, "BAR=", 10, bar -> config.bits(at + 4, bar & 7));
            DetailText.number(line, "offset=0", 16, offset -> tableOffset(config, at, offset));
        }
    }

    private static void tableOffset(ConfigImage config, int at, int offset) {
        config.bits(at + 4, offset & 0xf8);
        config.u8(at + 5, offset >> 8);
        config.u16(at + 6, offset >> 16);
    }

    private static void message(ConfigImage config, int at, String line) {
        DetailText.find(MESSAGE, line)
                .ifPresent(m -> {
                    long address = Long.parseUnsignedLong(m.group(1), 16);
                    boolean wide = m.group(1).length() > 8;
                    config.u32(at + 4, (int) address);
                    if (wide) {
                        config.u32(at + 8, (int) (address >>> 32));
                    }
                    config.u16(at + (wide ? 12 : 8), Integer.parseInt(m.group(2), 16));
                });
    }
}
