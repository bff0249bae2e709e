package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;

/// Writes an item of a list of the document anew, adds one, or takes one out.
///
/// @param section the list
/// @param index 0-based; the number of items for a new one
/// @param text with or without its braces; empty to take it out
public record ChangeListLine(String section, int index, String text) implements Attempt {

    @Override
    public String description() {
        return (text.isBlank() ? "Remove " : "Change ") + section;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return new ListLines(section).with(atlas, index, text);
    }
}
