package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.Edit;

import java.util.Optional;

/// Puts a part of the palette into the machine.
///
/// @param part which
/// @param wish where, and what was said about it
public record PlacePart(Part part, Wish wish) implements Attempt {

    @Override
    public String description() {
        return "Add " + part.title();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Edit edit = part.make(atlas, wish);
        return edit.apply(atlas);
    }

    @Override
    public Optional<String> details(Atlas atlas) {
        return part.map().flatMap(map -> GuestParts.outline(atlas, wish, map));
    }
}
