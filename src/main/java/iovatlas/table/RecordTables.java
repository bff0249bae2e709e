package iovatlas.table;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.observation.Note;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Tables of what was recorded: boot facts, observed groups beside the computed ones, notes.
final class RecordTables {

    private static final ElementId DOCUMENT = new ElementId.OfDocument();

    private RecordTables() {}

    static FactTable boot(TableSource now) {
        BootFacts boot = now.atlas().boot();
        return new FactTable(
                List.of("Fact", "Value", "Known from"),
                List.of(
                        fact("Kernel release", boot.release(), Object::toString),
                        fact("Architecture", boot.architecture(), a -> a.spelling()),
                        fact("Firmware", boot.firmware(), f -> f.spelling()),
                        fact("IOMMU on", boot.iommuOn(), RecordTables::yes),
                        fact("Default domain", boot.defaultDomain(), DomainType::word),
                        fact("Interrupt remapping", boot.interruptRemapping(), RecordTables::yes),
                        fact("Page size", boot.pageSize(), size -> size.human()),
                        fact("Virtual address bits", boot.virtualAddressBits(), String::valueOf),
                        fact("iommufd", boot.iommufd(), RecordTables::yes),
                        fact("VFIO groups", boot.groupInterface(), RecordTables::yes),
                        fact("DMA entry limit", boot.dmaEntryLimit(), String::valueOf),
                        fact("Unsafe interrupts", boot.unsafeInterrupts(), RecordTables::yes),
                        fact(
                                "iommufd unsafe interrupts",
                                boot.iommufdUnsafeInterrupts(),
                                RecordTables::yes),
                        fact("No-IOMMU mode", boot.noIommuMode(), RecordTables::yes),
                        fact("Command line", boot.commandLine(), CommandLine::text),
                        fact("Floppy driver", boot.floppyDriver(), RecordTables::yes),
                        fact("VFIO idle D3", boot.vfioIdleD3(), RecordTables::yes)));
    }

    private static <T> FactTable.Row fact(
            String name, Fact<T> fact, Function<? super T, String> text) {
        return FactTable.Row.of(DOCUMENT, name, text.apply(fact.value()), fact.provenance().text());
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    static FactTable observed(TableSource now) {
        List<ObservedGroup> recorded = now.atlas().observation().groups();
        return new FactTable(
                List.of("Recorded group", "Computed group", "Same members", "Recorded members"),
                recorded.stream().map(group -> observed(now, group)).toList());
    }

    private static FactTable.Row observed(TableSource now, ObservedGroup group) {
        Optional<IommuGroup> computed =
                group.members().stream()
                        .filter(PciAddress::isAddress)
                        .map(PciAddress::parse)
                        .flatMap(at -> now.state().groups().groupOf(at).stream())
                        .findFirst()
                        .or(() ->
                                group.members().stream()
                                        .flatMap(name ->
                                                now.state().groups().groupOfDevice(name).stream())
                                        .findFirst());
        boolean same =
                computed.filter(c ->
                                new TreeSet<>(members(c)).equals(new TreeSet<>(group.members())))
                        .isPresent();
        return FactTable.Row.of(
                computed.map(c -> (ElementId) new ElementId.OfGroup(c.number())).orElse(DOCUMENT),
                Integer.toString(group.number()),
                computed.map(c -> Integer.toString(c.number())).orElse(""),
                same ? "yes" : "no",
                String.join(" ", group.members()));
    }

    private static List<String> members(IommuGroup group) {
        List<String> names = new ArrayList<>();
        group.members().forEach(at -> names.add(at.toString()));
        names.addAll(group.otherMembers());
        return names;
    }

    static FactTable notes(TableSource now) {
        Stream<FactTable.Row> written =
                now.atlas().notes().stream()
                        .map(text -> FactTable.Row.of(DOCUMENT, "note", "document", text));
        Stream<FactTable.Row> found = now.notes().stream().map(RecordTables::note);
        Stream<FactTable.Row> kept =
                now.atlas().observation().notes().stream().map(RecordTables::note);
        return new FactTable(
                List.of("Kind", "Where", "Note"),
                Stream.of(written, found, kept).flatMap(s -> s).distinct().toList());
    }

    private static FactTable.Row note(Note note) {
        return FactTable.Row.of(
                DOCUMENT,
                note.severity().name().toLowerCase(Locale.ROOT),
                note.where(),
                note.text());
    }
}
