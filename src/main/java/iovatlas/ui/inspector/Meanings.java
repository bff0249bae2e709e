package iovatlas.ui.inspector;

import iovatlas.document.vocabulary.Term;

/// Puts together what the schema and the plain words say of a key.
///
/// @param section of the document
/// @param kind of item, empty where all are alike
record Meanings(String section, String kind) {

    /// The plain word of a key; the key itself when it has none.
    PlainWord word(String path) {
        return PlainWords.STANDARD
                .of(section, kind, path)
                .orElseGet(() -> new PlainWord(path, "", "", "", ""));
    }

    /// What is to be known of a key.
    ///
    /// @param path the key with those around it
    Meaning of(Term term, String path) {
        PlainWord word = word(path);
        return new Meaning(
                section + "." + path,
                word.kernel(),
                word.unit(),
                term.about(),
                term.allowed(),
                term.usual().isEmpty() ? word.usual() : term.usual(),
                term.needed(),
                (int) path.chars().filter(c -> c == '.').count());
    }
}
