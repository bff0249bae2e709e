package iovatlas.document.part;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Filling;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.observation.Note;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.observation.ObservedRegion;
import iovatlas.observation.ObservedVector;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Locale;

/// Lines of the lists below `observed:`. Regions and vectors stand in lists of their own, one a
/// line.
final class ObservedForms {
    private static final Key<Integer> GROUP = Key.of("group", Spellings.number(0, 1 << 30));
    private static final Key<String> TYPE = Key.of("type", Spellings.TEXT);
    private static final Key<List<String>> MEMBERS = Key.of("members", Spellings.TEXT.list());
    static final Form GROUP_FORM = Form.of("an observed group", GROUP, TYPE, MEMBERS);

    /// `{group: 5, type: DMA, members: ["0000:01:00.0"]}`, without the regions.
    static final Spelling<ObservedGroup> OBSERVED_GROUP =
            Spelling.of(
                    node ->
                            GROUP_FORM.read(
                                    node,
                                    in ->
                                            new ObservedGroup(
                                                    in.need(GROUP),
                                                    in.get(MEMBERS, List.of()),
                                                    in.get(TYPE, ""),
                                                    List.of())),
                    group ->
                            GROUP_FORM
                                    .fill()
                                    .put(GROUP, group.number())
                                    .put(TYPE, group.type(), "")
                                    .put(MEMBERS, group.members(), List.of())
                                    .node());

    private static final Key<AddressRange<Iova>> RANGE = Key.of("range", Spellings.IOVA_RANGE);
    static final Form REGION_FORM = Form.of("an observed region", GROUP, RANGE, TYPE);

    /// `{group: 5, range: 0x08000000-0x080fffff, type: msi}`.
    static final Spelling<GroupRegion> REGION =
            Spelling.of(
                    node ->
                            REGION_FORM.read(
                                    node,
                                    in ->
                                            new GroupRegion(
                                                    in.need(GROUP),
                                                    new ObservedRegion(
                                                            in.need(RANGE), in.need(TYPE)))),
                    region ->
                            REGION_FORM
                                    .fill()
                                    .put(GROUP, region.group())
                                    .put(RANGE, region.region().range())
                                    .put(TYPE, region.region().word())
                                    .node());

    private static final Key<PciAddress> AT = Key.of("at", Addresses.PCI);
    private static final Key<String> DRIVER = Key.of("driver", Spellings.TEXT);
    private static final Key<Integer> ACS_CTL = Key.of("acs-ctl", Spellings.hex(32, 2));
    private static final Key<Boolean> BUS_MASTER = Key.of("bus-master", Spellings.FLAG);
    private static final Key<Boolean> MSI = Key.of("msi", Spellings.FLAG);
    private static final Key<Boolean> MSIX = Key.of("msix", Spellings.FLAG);
    private static final Key<List<Integer>> IRQS =
            Key.of("irqs", Spellings.number(0, Integer.MAX_VALUE).list());
    private static final Key<String> FROM = Key.of("from", Spellings.TEXT);
    static final Form FUNCTION_FORM =
            Form.of("an observed function", AT, DRIVER, ACS_CTL, BUS_MASTER, MSI, MSIX, IRQS, FROM);

    /// `{at: "0000:01:00.0", driver: i40e, bus-master: true}`, without the vectors.
    static final Spelling<ObservedFunction> FUNCTION =
            Spelling.of(
                    node -> FUNCTION_FORM.read(node, ObservedForms::readFunction),
                    function ->
                            FUNCTION_FORM
                                    .fill()
                                    .put(AT, function.at())
                                    .put(DRIVER, function.driver())
                                    .put(ACS_CTL, function.acsControl())
                                    .put(BUS_MASTER, function.busMaster())
                                    .put(MSI, function.msiEnabled(), false)
                                    .put(MSIX, function.msixEnabled(), false)
                                    .put(IRQS, function.interrupts(), List.of())
                                    .put(FROM, function.source(), "")
                                    .node());

    private static final Key<Integer> VECTOR = Key.of("vector", Spellings.number(0, 1 << 20));
    private static final Key<Iova> ADDRESS = Key.of("address", Spellings.IOVA);
    private static final Key<Integer> DATA = Key.of("data", Spellings.hex(32, 8));
    private static final Key<Boolean> MASKED = Key.of("masked", Spellings.FLAG);
    static final Form VECTOR_FORM =
            Form.of("an observed vector", AT, VECTOR, ADDRESS, DATA, MASKED);

    /// `{at: "0000:01:00.0", vector: 0, address: 0xfffff040, data: 0x00000000}`.
    static final Spelling<FunctionVector> FUNCTION_VECTOR =
            Spelling.of(
                    node -> VECTOR_FORM.read(node, ObservedForms::readVector),
                    vector -> writeVector(vector).node());

    private static final Key<Integer> IRQ = Key.of("irq", Spellings.number(0, Integer.MAX_VALUE));
    private static final Key<String> CHIP = Key.of("chip", Spellings.TEXT);
    private static final Key<String> HWIRQ = Key.of("hwirq", Spellings.TEXT);
    private static final Key<String> ACTION = Key.of("action", Spellings.TEXT);
    private static final Key<Long> COUNT =
            Key.of(
                    "count",
                    Spelling.ofWord("a number", Long::parseUnsignedLong, Long::toUnsignedString));
    static final Form INTERRUPT_FORM =
            Form.of("an observed interrupt", IRQ, CHIP, HWIRQ, ACTION, COUNT);

    /// `{irq: 57, chip: ITS-PCI-MSIX, hwirq: "8388608 Edge", action: nic0-0, count: 12}`.
    static final Spelling<ObservedInterrupt> INTERRUPT =
            Spelling.of(
                    node ->
                            INTERRUPT_FORM.read(
                                    node,
                                    in ->
                                            new ObservedInterrupt(
                                                    in.need(IRQ),
                                                    in.get(CHIP, ""),
                                                    in.get(HWIRQ, ""),
                                                    in.get(ACTION, ""),
                                                    in.get(COUNT, 0L))),
                    irq ->
                            INTERRUPT_FORM
                                    .fill()
                                    .put(IRQ, irq.number())
                                    .put(CHIP, irq.chip(), "")
                                    .put(HWIRQ, irq.hwirq(), "")
                                    .put(ACTION, irq.action(), "")
                                    .put(COUNT, irq.count(), 0L)
                                    .node());

    private static final Key<Note.Severity> SEVERITY =
            Key.of(
                    "severity",
                    Spellings.choice(
                            "information or warning",
                            List.of(Note.Severity.values()),
                            severity -> severity.name().toLowerCase(Locale.ROOT)));
    private static final Key<String> WHERE = Key.of("where", Spellings.TEXT);
    private static final Key<String> NOTE_TEXT = Key.of("text", Spellings.TEXT);
    static final Form NOTE_FORM = Form.of("a note", SEVERITY, WHERE, NOTE_TEXT);

    /// `{severity: warning, where: proc/interrupts, text: ...}`.
    static final Spelling<Note> NOTE =
            Spelling.of(
                    node ->
                            NOTE_FORM.read(
                                    node,
                                    in ->
                                            new Note(
                                                    in.get(SEVERITY, Note.Severity.INFORMATION),
                                                    in.get(WHERE, ""),
                                                    in.need(NOTE_TEXT))),
                    note ->
                            NOTE_FORM
                                    .fill()
                                    .put(SEVERITY, note.severity(), Note.Severity.INFORMATION)
                                    .put(WHERE, note.where(), "")
                                    .put(NOTE_TEXT, note.text())
                                    .node());

    private ObservedForms() {}

    /// A region and the number of its group.
    record GroupRegion(int group, ObservedRegion region) {}

    /// A vector and its function.
    record FunctionVector(PciAddress at, ObservedVector vector) {}

    private static ObservedFunction readFunction(Fields in) {
        return new ObservedFunction(
                in.need(AT),
                in.orNull(DRIVER),
                in.orNull(ACS_CTL),
                in.orNull(BUS_MASTER),
                in.get(MSI, false),
                in.get(MSIX, false),
                List.of(),
                in.get(IRQS, List.of()),
                in.get(FROM, ""));
    }

    private static FunctionVector readVector(Fields in) {
        return new FunctionVector(
                in.need(AT),
                new ObservedVector(
                        in.need(VECTOR), in.need(ADDRESS), in.need(DATA), in.get(MASKED, false)));
    }

    private static Filling writeVector(FunctionVector vector) {
        ObservedVector message = vector.vector();
        return VECTOR_FORM
                .fill()
                .put(AT, vector.at())
                .put(VECTOR, message.index())
                .put(ADDRESS, message.address())
                .put(DATA, message.data())
                .put(MASKED, message.masked(), false);
    }
}
