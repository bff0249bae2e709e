package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.Places;
import iovatlas.topology.ElementId;

/// A document as it was read: its value, its text, and where in the text each element stands.
public final class OpenDocument {
    private final Atlas atlas;
    private final EmbeddedText source;
    private final Places places;

    OpenDocument(Atlas atlas, EmbeddedText source, Places places) {
        this.atlas = atlas;
        this.source = source;
        this.places = places;
    }

    public Atlas atlas() {
        return atlas;
    }

    /// The document alone, without the mail around it.
    public String text() {
        return source.text();
    }

    /// Whether the document was found inside another text, such as a mail. Saving may then not
    /// overwrite that text.
    public boolean isEmbedded() {
        return source.embedded();
    }

    /// The line of an element in the text that was read, 1-based; 0 when it does not stand there. A
    /// stretch of a space, its domains and a function's vectors are where the space or the function
    /// is.
    public int lineOf(ElementId id) {
        ElementId shown =
                switch (id) {
                    case ElementId.OfDomain domain -> new ElementId.OfSpace(domain.space());
                    case ElementId.OfIova iova -> new ElementId.OfSpace(iova.space());
                    case ElementId.OfVector vector -> new ElementId.OfFunction(vector.at());
                    case ElementId.OfHop hop -> new ElementId.OfFunction(hop.at());
                    case ElementId other -> other;
                };
        int line = places.of(shown).line();
        return line == 0 ? 0 : source.line(line);
    }
}
