package iovatlas.document.part;

import iovatlas.address.Iova;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedIrqDomain;

import java.util.List;

/// Lines of `observed:` about interrupt descriptors and their domains.
final class ObservedIrqForms {
    private static final Key<String> DOMAIN = Key.of("domain", Spellings.TEXT);
    private static final Key<Long> HWIRQ =
            Key.of("hwirq", Spellings.hex64(1, bits -> bits, bits -> bits));
    private static final Key<String> CHIP = Key.of("chip", Spellings.TEXT);
    private static final Form LEVEL_FORM = Form.of("an interrupt domain", DOMAIN, HWIRQ, CHIP);

    private static final Spelling<ObservedIrq.Level> LEVEL =
            Spelling.of(
                    node ->
                            LEVEL_FORM.read(
                                    node,
                                    in ->
                                            new ObservedIrq.Level(
                                                    in.need(DOMAIN),
                                                    in.need(HWIRQ),
                                                    in.get(CHIP, ""))),
                    level ->
                            LEVEL_FORM
                                    .fill()
                                    .put(DOMAIN, level.domain())
                                    .put(HWIRQ, level.hwirq())
                                    .put(CHIP, level.chip(), "")
                                    .node());

    private static final Key<Integer> IRQ = Key.of("irq", Spellings.number(0, Integer.MAX_VALUE));
    private static final Key<String> DEVICE = Key.of("device", Spellings.TEXT);
    private static final Key<String> AFFINITY = Key.of("affinity", Spellings.TEXT);
    private static final Key<String> EFFECTIVE = Key.of("effective", Spellings.TEXT);
    private static final Key<List<String>> FLAGS = Key.of("flags", Spellings.TEXT.list());
    private static final Key<Iova> ADDRESS = Key.of("address", Spellings.IOVA);
    private static final Key<Integer> DATA = Key.of("data", Spellings.hex(32, 8));
    private static final Key<List<ObservedIrq.Level>> LEVELS = Key.of("levels", LEVEL.list());
    private static final Key<Integer> VECTOR = Key.of("vector", Spellings.number(0, 255));
    private static final Key<Integer> TARGET =
            Key.of("target", Spellings.number(0, Integer.MAX_VALUE));
    static final Form FORM =
            Form.of(
                    "an observed interrupt",
                    IRQ,
                    DEVICE,
                    AFFINITY,
                    EFFECTIVE,
                    FLAGS,
                    ADDRESS,
                    DATA,
                    LEVELS,
                    VECTOR,
                    TARGET);

    /// `{irq: 54, device: "0000:02:00.0", effective: "0", address: 0xfffff040, ...}`.
    static final Spelling<ObservedIrq> OBSERVED_IRQ =
            Spelling.of(node -> FORM.read(node, ObservedIrqForms::read), ObservedIrqForms::write);

    private static final Key<String> NAME = Key.of("name", Spellings.TEXT);
    private static final Key<String> PARENT = Key.of("parent", Spellings.TEXT);
    private static final Key<Integer> MAPPED =
            Key.of("mapped", Spellings.number(0, Integer.MAX_VALUE));
    private static final Key<Integer> FLAG_WORD = Key.of("flags", Spellings.hex(32, 3));
    static final Form DOMAIN_FORM =
            Form.of("an observed interrupt domain", NAME, PARENT, MAPPED, FLAG_WORD);

    /// `{name: irqchip@0x0000000008080000-5, parent: irqchip@0x0000000008000000-1, mapped: 17,
    /// flags: 0x923}`.
    static final Spelling<ObservedIrqDomain> IRQ_DOMAIN =
            Spelling.of(
                    node ->
                            DOMAIN_FORM.read(
                                    node,
                                    in ->
                                            new ObservedIrqDomain(
                                                    in.need(NAME),
                                                    in.get(PARENT, ""),
                                                    in.get(MAPPED, 0),
                                                    in.get(FLAG_WORD, 0))),
                    domain ->
                            DOMAIN_FORM
                                    .fill()
                                    .put(NAME, domain.name())
                                    .put(PARENT, domain.parent(), "")
                                    .put(MAPPED, domain.mapped(), 0)
                                    .put(FLAG_WORD, domain.flags(), 0)
                                    .node());

    private ObservedIrqForms() {}

    private static ObservedIrq read(Fields in) {
        return new ObservedIrq(
                in.need(IRQ),
                in.get(DEVICE, ""),
                in.get(AFFINITY, ""),
                in.get(EFFECTIVE, ""),
                in.get(FLAGS, List.of()),
                in.orNull(ADDRESS),
                in.orNull(DATA),
                in.get(LEVELS, List.of()),
                in.orNull(VECTOR),
                in.orNull(TARGET));
    }

    private static Node write(ObservedIrq irq) {
        return FORM.fill()
                .put(IRQ, irq.number())
                .put(DEVICE, irq.device(), "")
                .put(AFFINITY, irq.affinity(), "")
                .put(EFFECTIVE, irq.effective(), "")
                .put(FLAGS, irq.flags(), List.of())
                .put(ADDRESS, irq.address())
                .put(DATA, irq.data())
                .put(LEVELS, irq.levels(), List.of())
                .put(VECTOR, irq.vector())
                .put(TARGET, irq.target())
                .node();
    }
}
