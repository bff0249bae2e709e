package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.AcpiTable;
import iovatlas.importer.acpi.Dmar;
import iovatlas.importer.acpi.Iort;
import iovatlas.importer.acpi.Ivrs;
import iovatlas.importer.acpi.Madt;
import iovatlas.importer.acpi.Mcfg;
import iovatlas.importer.acpi.Viot;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The ACPI tables of a snapshot that say something about IOMMUs and interrupts.
///
/// @param present whether the snapshot has ACPI tables at all
record AcpiTables(
        boolean present,
        Optional<Iort> iort,
        Optional<Dmar> dmar,
        Optional<Ivrs> ivrs,
        Optional<Viot> viot,
        Optional<Madt> madt,
        Optional<Mcfg> mcfg) {

    static final String FOLDER = "sys/firmware/acpi/tables";

    static AcpiTables read(FileTree tree, Notes notes) {
        Optional<Iort> iort = table(tree, "IORT", notes).map(Iort::read);
        Optional<Dmar> dmar = table(tree, "DMAR", notes).map(Dmar::read);
        Optional<Ivrs> ivrs = table(tree, "IVRS", notes).map(Ivrs::read);
        Optional<Viot> viot = table(tree, "VIOT", notes).map(Viot::read);
        Optional<Madt> madt = table(tree, "APIC", notes).map(Madt::read);
        Optional<Mcfg> mcfg = table(tree, "MCFG", notes).map(Mcfg::read);
        add(notes, iort, Iort::notes);
        add(notes, dmar, Dmar::notes);
        add(notes, ivrs, Ivrs::notes);
        add(notes, viot, Viot::notes);
        add(notes, madt, Madt::notes);
        boolean present = tree.names(FOLDER).stream().anyMatch(n -> n.matches("[A-Z0-9]{4}\\d*"));
        return new AcpiTables(present, iort, dmar, ivrs, viot, madt, mcfg);
    }

    private static Optional<AcpiTable> table(FileTree tree, String name, Notes notes) {
        List<Note> found = new ArrayList<>();
        Optional<AcpiTable> table =
                tree.bytes(FOLDER + "/" + name)
                        .flatMap(bytes -> AcpiTable.read(name, bytes, found))
                        .filter(read -> {
                            boolean fits = read.signature().equals(name);
                            if (!fits) {
                                found.add(Note.warning(name, "the file holds another table"));
                            }
                            return fits;
                        });
        notes.addAll(found);
        return table;
    }

    private static <T> void add(Notes notes, Optional<T> table, Function<T, List<Note>> get) {
        table.map(get).ifPresent(notes::addAll);
    }
}
