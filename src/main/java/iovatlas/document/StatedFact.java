package iovatlas.document;

import iovatlas.kernel.Provenance;

/// A boot fact in the document's words.
///
/// @param key its name
/// @param value what holds
/// @param from where that comes from
/// @param usual what would hold if nobody stated it
public record StatedFact(String key, String value, Provenance from, String usual) {

    /// Whether nothing better than the default is known.
    public boolean isUsual() {
        return from == Provenance.DEFAULT || from == Provenance.RULE;
    }
}
