package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;

/// The interrupt controllers and processors of a machine (signature `APIC`).
///
/// @param processors enabled ones, in the table's order
/// @param translators interrupt translation services
/// @param frames GICv2m frames
/// @param distributor base of the GIC distributor, 0 for none
/// @param ioApics in the table's order
/// @param notes what is wrong in it
public record Madt(
        List<Long> processors,
        List<Translator> translators,
        List<Frame> frames,
        long distributor,
        List<IoApic> ioApics,
        List<Note> notes) {

    private static final String WHERE = "APIC";
    private static final int FIRST = 44;

    public Madt {
        processors = List.copyOf(processors);
        translators = List.copyOf(translators);
        frames = List.copyOf(frames);
        ioApics = List.copyOf(ioApics);
        notes = List.copyOf(notes);
    }

    /// An ITS.
    public record Translator(int id, long base) {}

    /// A GICv2m frame.
    ///
    /// @param given whether first SPI and count are stated here rather than in a register
    public record Frame(int id, long base, boolean given, int firstSpi, int spis) {}

    /// An I/O APIC.
    ///
    /// @param firstGsi first global interrupt number, unsigned 32 bits
    public record IoApic(int id, int firstGsi) {}

    /// Reads all structures up to the first that does not fit.
    public static Madt read(AcpiTable table) {
        TableView view = table.view();
        Reading reading = new Reading();
        int at = FIRST;
        while (view.has(at, 2)) {
            int length = view.u8(at + 1);
            if (length < 2 || !view.has(at, length)) {
                reading.notes.add(
                        Note.warning(WHERE, "structure at 0x%x does not fit".formatted(at)));
                break;
            }
            reading.add(view.slice(at, length));
            at += length;
        }
        return new Madt(
                reading.processors,
                reading.translators,
                reading.frames,
                reading.distributor,
                reading.ioApics,
                reading.notes);
    }

    private static final class Reading {
        private final List<Long> processors = new ArrayList<>();
        private final List<Translator> translators = new ArrayList<>();
        private final List<Frame> frames = new ArrayList<>();
        private final List<IoApic> ioApics = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();
        private long distributor;

        private void add(TableView part) {
            switch (part.u8(0)) {
                case 0 -> processor((part.u32(4) & 1) != 0, part.u8(3));
                case 1 -> ioApics.add(new IoApic(part.u8(2), part.u32(8)));
                case 9 -> processor((part.u32(8) & 1) != 0, part.u32(4) & 0xffffffffL);
                case 0x0b -> processor((part.u32(12) & 1) != 0, part.u64(68));
                case 0x0c -> distributor = part.u64(8);
                case 0x0d ->
                        frames.add(
                                new Frame(
                                        part.u32(4),
                                        part.u64(8),
                                        (part.u32(16) & 1) != 0,
                                        part.u16(22),
                                        part.u16(20)));
                case 0x0f -> translators.add(new Translator(part.u32(4), part.u64(8)));
                default -> {
                    // Overrides, NMIs and redistributors say nothing about messages.
                }
            }
        }

        private void processor(boolean enabled, long hardwareId) {
            if (enabled) {
                processors.add(hardwareId);
            }
        }
    }
}
