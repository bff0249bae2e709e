package iovatlas.importer.acpi;

import java.util.ArrayList;
import java.util.List;

/// Where the configuration space of each segment is mapped, and for which buses.
public record Mcfg(List<Entry> entries) {

    private static final int FIRST = 44;
    private static final int ENTRY = 16;

    public Mcfg {
        entries = List.copyOf(entries);
    }

    /// Buses `firstBus..lastBus` of a segment, both inclusive.
    public record Entry(int segment, int firstBus, int lastBus) {}

    public static Mcfg read(AcpiTable table) {
        TableView view = table.view();
        List<Entry> entries = new ArrayList<>();
        for (int at = FIRST; view.has(at, ENTRY); at += ENTRY) {
            entries.add(new Entry(view.u16(at + 8), view.u8(at + 10), view.u8(at + 11)));
        }
        return new Mcfg(entries);
    }
}
