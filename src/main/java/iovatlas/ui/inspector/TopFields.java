package iovatlas.ui.inspector;

import iovatlas.document.vocabulary.Term;
import iovatlas.document.vocabulary.Vocabulary;

/// Fields of the keys that stand at the top of a document.
final class TopFields {
    private static final String SECTION = "top";

    private TopFields() {}

    static Field field(String key, String value, FieldEditor editor) {
        Meanings words = new Meanings(SECTION, "");
        Meaning meaning =
                Vocabulary.STANDARD.top().stream()
                        .filter(term -> term.key().equals(key))
                        .findFirst()
                        .map((Term term) -> words.of(term, key))
                        .orElse(Meaning.NONE);
        return new Field(words.word(key).label(), value, editor, Why.NONE, meaning);
    }
}
