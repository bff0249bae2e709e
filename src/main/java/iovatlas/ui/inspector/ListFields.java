package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.document.ChangeListLine;
import iovatlas.document.ListLines;
import iovatlas.document.vocabulary.Term;
import iovatlas.document.vocabulary.Vocabulary;

import java.util.List;
import java.util.stream.Collectors;

/// Lists of the document whose items cannot be selected: one field for each line, and one for a
/// further line.
final class ListFields {
    /// Sections, with what one item is called.
    private static final List<Section> SECTIONS =
            List.of(
                    new Section("reserved-memory", "Reserved"),
                    new Section("cpus", "CPU"),
                    new Section("waivers", "Waiver"));

    private record Section(String key, String noun) {}

    private ListFields() {}

    static void add(SheetMaker sheet, Atlas atlas) {
        for (Section section : SECTIONS) {
            List<String> lines = new ListLines(section.key()).of(atlas);
            for (int i = 0; i < lines.size(); i++) {
                sheet.add(field(section, i, section.noun() + " " + (i + 1), lines.get(i)));
            }
            sheet.add(field(section, lines.size(), section.noun() + FieldControl.NEW, ""));
        }
    }

    private static Field field(Section section, int index, String label, String value) {
        List<Term> terms = Vocabulary.STANDARD.terms(section.key(), "");
        Meanings words = new Meanings(section.key(), "");
        String keys =
                terms.stream()
                        .map(term -> key(term, words.of(term, term.key())))
                        .collect(Collectors.joining("\n"));
        String kernel =
                terms.stream()
                        .map(term -> words.word(term.key()).kernel())
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", "));
        Meaning meaning =
                new Meaning(section.key(), kernel, "", keys, "Empty takes it out.", "", false, 0);
        return new Field(
                label,
                value,
                FieldEditor.text(text -> new ChangeListLine(section.key(), index, text)),
                Why.NONE,
                meaning);
    }

    /// `cpu: Linux's number. A number from 0 to 1048576.`
    private static String key(Term term, Meaning meaning) {
        return term.key()
                + ": "
                + String.join(" ", meaning.lines())
                + (term.needed() ? "" : " May be left out.");
    }
}
