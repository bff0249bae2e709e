package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.document.BootWords;
import iovatlas.document.ChangeFact;
import iovatlas.document.StatedFact;
import iovatlas.document.vocabulary.Term;
import iovatlas.document.vocabulary.Vocabulary;
import iovatlas.edit.SetKernelRelease;
import iovatlas.kernel.KernelRelease;

import java.util.List;
import java.util.Optional;

/// The boot facts: what holds, where it comes from, and how it is stated.
final class BootFields {
    private static final String SECTION = "kernel";
    private static final String RELEASE = "release";

    private BootFields() {}

    static void add(SheetMaker sheet, Atlas atlas) {
        List<Term> terms = Vocabulary.STANDARD.terms(SECTION, "");
        for (StatedFact fact : new BootWords(atlas).facts()) {
            terms.stream()
                    .filter(term -> term.key().equals(fact.key()))
                    .findFirst()
                    .map(term -> field(fact, new Meanings(SECTION, "").of(term, fact.key()), term))
                    .or(() -> Optional.of(commandLine(fact)))
                    .ifPresent(sheet::add);
        }
    }

    private static Field field(StatedFact fact, Meaning meaning, Term term) {
        return new Field(
                new Meanings(SECTION, "").word(fact.key()).label(),
                shown(fact),
                editor(fact.key(), term),
                why(fact),
                meaning.withUsual(usual(fact))
                        .withAbout(about(fact, meaning))
                        .withNeeded(fact.key().equals(RELEASE)));
    }

    private static Field commandLine(StatedFact fact) {
        Field field =
                TopFields.field(
                        fact.key(),
                        shown(fact),
                        FieldEditor.text(text -> new ChangeFact(fact.key(), text)));
        return new Field(field.label(), field.value(), field.editor(), why(fact), field.meaning());
    }

    private static FieldEditor editor(String key, Term term) {
        return key.equals(RELEASE)
                ? FieldEditor.text(text -> new SetKernelRelease(KernelRelease.parse(text.strip())))
                : new FieldEditor(
                        term.open() ? List.of() : term.choices(),
                        text -> new ChangeFact(key, text));
    }

    /// Nothing stands in the field of a fact that nobody stated; its default stands behind it.
    private static String shown(StatedFact fact) {
        return fact.isUsual() ? "" : fact.value();
    }

    private static String usual(StatedFact fact) {
        return fact.isUsual() ? fact.value() : fact.usual();
    }

    private static String about(StatedFact fact, Meaning meaning) {
        return (meaning.about() + " Now " + fact.value() + ", from: " + fact.from().text() + ".")
                .strip();
    }

    private static Why why(StatedFact fact) {
        String told =
                switch (fact.from()) {
                    case DOCUMENT -> "Stated in the document.";
                    case LOG -> "Told by the boot log of the real machine.";
                    case PROC_INTERRUPTS -> "Told by /proc/interrupts of the real machine.";
                    case SYSFS -> "Told by sysfs of the real machine.";
                    case FIRMWARE -> "Told by the firmware's tables of the real machine.";
                    case COMMAND_LINE -> "Told by the kernel's command line.";
                    case RULE -> "Follows from what else the document says.";
                    case DEFAULT ->
                            "Nobody stated it: it is the default of this release on this"
                                    + " architecture.";
                };
        return Why.of(told + " It is " + fact.value() + ".")
                .and(
                        Why.of(
                                "What counts, best first: the document, the log, /proc/interrupts,"
                                        + " sysfs, firmware, command line, rule, default."));
    }
}
