package iovatlas.importer.piece;

import iovatlas.importer.acpi.TableText;
import iovatlas.importer.devicetree.source.BlobWriter;
import iovatlas.importer.devicetree.source.SourceText;
import iovatlas.importer.mail.MailText;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.importer.sysfs.tree.TreeBuilder;
import iovatlas.importer.sysfs.tree.TreeRefusal;
import iovatlas.observation.Note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Collects single files of one machine and puts each where a recording of a whole machine has it.
/// Of two files for the same place the first counts.
public final class FirmwareFiles {

    private static final String TABLES = "sys/firmware/acpi/tables/";

    /// The tables that say something about buses, interrupts and IOMMUs.
    private static final Set<String> READ =
            Set.of("APIC", "DMAR", "DSDT", "IORT", "IVRS", "MCFG", "SSDT", "VIOT");

    private final TreeBuilder tree = new TreeBuilder();
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private boolean empty = true;

    /// Adds a file.
    ///
    /// @param where how the person named it, for notes
    /// @param includes finds a file that a device-tree source includes, by the name in its text
    /// @throws TreeRefusal when nothing in it makes sense
    public void add(
            String where,
            PieceKind kind,
            byte[] content,
            Function<String, Optional<String>> includes)
            throws TreeRefusal {
        empty = false;
        switch (kind) {
            case ACPI_TABLE -> table(where, content);
            case DEVICE_TREE_BLOB -> put(where, "sys/firmware/fdt", content);
            case CAPTURE -> throw new IllegalArgumentException("a whole machine, no piece");
            case ACPI_DUMP,
                    ACPI_DISASSEMBLY,
                    DEVICE_TREE_SOURCE,
                    INTERRUPT_DETAILS,
                    MEMORY_MAP,
                    INTERRUPTS ->
                    text(where, kind, new String(content, StandardCharsets.UTF_8), includes);
        }
    }

    /// The machine of all files added so far.
    public FileTree tree() {
        return tree.build();
    }

    /// True before the first file.
    public boolean isEmpty() {
        return empty;
    }

    /// What was not understood and what was left out.
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    private void text(
            String where, PieceKind kind, String text, Function<String, Optional<String>> includes)
            throws TreeRefusal {
        MailText clean = MailText.of(text);
        clean.repairs().forEach(repair -> notes.add(Note.information(where, repair)));
        switch (kind) {
            case ACPI_DUMP, ACPI_DISASSEMBLY -> tables(where, clean);
            case DEVICE_TREE_SOURCE -> source(where, clean, includes);
            case INTERRUPT_DETAILS -> InterruptDetails.split(where, clean, this);
            case MEMORY_MAP -> put(where, "proc/iomem", MemoryMapText.clean(where, clean, notes));
            case INTERRUPTS ->
                    put(where, "proc/interrupts", CounterText.clean(where, clean, notes));
            case CAPTURE, ACPI_TABLE, DEVICE_TREE_BLOB ->
                    throw new IllegalArgumentException("no text of firmware");
        }
    }

    private void table(String where, byte[] bytes) {
        String signature = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
        if (!READ.contains(signature)) {
            notes.add(Note.information(where, "nothing is read from an ACPI table " + signature));
        }
        put(where, TABLES + signature, bytes);
    }

    private void tables(String where, MailText text) throws TreeRefusal {
        TableText read = TableText.read(text.lines());
        notes.addAll(read.notes());
        if (read.tables().isEmpty()) {
            throw new TreeRefusal("There is no whole ACPI table in it.");
        }
        int secondary = 0;
        for (TableText.Table table : read.tables()) {
            boolean many = table.signature().equals("SSDT");
            put(
                    where + ":" + table.line(),
                    TABLES + table.signature() + (many ? ++secondary : ""),
                    table.bytes());
        }
    }

    private void source(String where, MailText text, Function<String, Optional<String>> includes)
            throws TreeRefusal {
        try {
            SourceText source = SourceText.read(where, text.text(), includes);
            notes.addAll(source.notes());
            put(where, "sys/firmware/fdt", BlobWriter.write(source.root()));
        } catch (SourceText.Unreadable broken) {
            throw new TreeRefusal(String.valueOf(broken.getMessage()), broken);
        }
    }

    /// Puts one file into the machine, unless there is one at that place.
    void put(String where, String path, byte[] content) {
        if (taken.add(path)) {
            tree.file(path, content);
        } else {
            notes.add(Note.warning(where, "a second " + path + ", left out"));
        }
    }

    void note(Note note) {
        notes.add(note);
    }
}
