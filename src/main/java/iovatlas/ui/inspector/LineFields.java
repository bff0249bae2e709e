package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.document.ChangeProperty;
import iovatlas.document.ElementLine;
import iovatlas.document.StepLine;
import iovatlas.document.vocabulary.Term;
import iovatlas.document.vocabulary.Vocabulary;
import iovatlas.edit.ReplaceStep;
import iovatlas.topology.ElementId;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The fields of a line of the document: every key that it may have, also inside mappings that it
/// has, with everything that is known of it.
///
/// @param atlas whose names may stand there
/// @param words what the keys mean
/// @param terms the keys
/// @param value gives the text of a path
/// @param keys gives the keys of the mapping at a path
/// @param editor makes the editor of a path, given what may be chosen
record LineFields(
        Atlas atlas,
        Meanings words,
        List<Term> terms,
        Function<String, String> value,
        Function<String, Set<String>> keys,
        Editing editor) {

    /// A function that a step adds has no virtual functions yet that could be like anything.
    private static final String NOT_KEPT = "function.sriov.vfs";

    /// Makes the editor of a path.
    @FunctionalInterface
    interface Editing {
        FieldEditor of(String path, List<String> choices);
    }

    /// @param own editors that are better than the document's own words, by their paths
    static LineFields of(
            Atlas atlas, ElementId element, ElementLine line, Map<String, FieldEditor> own) {
        return new LineFields(
                atlas,
                new Meanings(line.section(), line.kind()),
                Vocabulary.STANDARD.terms(line.section(), line.kind()),
                line::value,
                line::keys,
                (path, choices) ->
                        own.getOrDefault(
                                        path,
                                        new FieldEditor(
                                                choices,
                                                text -> new ChangeProperty(element, path, text)))
                                .of(new FieldEditor.LineKey(element, path)));
    }

    /// @param number of the step, 1-based
    static LineFields of(Atlas atlas, int number, StepLine line) {
        return new LineFields(
                atlas,
                new Meanings("steps", line.kind()),
                Vocabulary.STANDARD.terms("steps", line.kind()).stream()
                        .filter(term -> !term.key().equals("do"))
                        .toList(),
                line::value,
                line::keys,
                (path, choices) ->
                        new FieldEditor(
                                choices, text -> new ReplaceStep(number, line.with(path, text))));
    }

    void addTo(SheetMaker sheet) {
        terms.forEach(term -> add(sheet, term, ""));
    }

    private void add(SheetMaker sheet, Term term, String around) {
        String path = around + term.key();
        if (path.equals(NOT_KEPT)) {
            return;
        }
        PlainWord word = words.word(path);
        String text = value.apply(path);
        List<String> choices = choices(term, word);
        sheet.add(
                new Field(
                        word.label(),
                        text,
                        editor.of(path, choices),
                        Why.NONE,
                        words.of(term, path)));
        if (!text.isEmpty() && !text.startsWith("[")) {
            term.shapeOf(keys.apply(path)).stream()
                    .flatMap(List::stream)
                    .forEach(inner -> add(sheet, inner, path + "."));
        }
    }

    private List<String> choices(Term term, PlainWord word) {
        if (!word.list().isEmpty()) {
            return ItemNames.of(atlas, word.list());
        }
        return term.open() ? List.of() : term.choices();
    }
}
