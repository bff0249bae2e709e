package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.document.ChangeProperties;
import iovatlas.edit.Attempt;
import iovatlas.edit.Edit;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The same change of several things, all or none, one entry of the undo history.
///
/// @param label of the property
/// @param text its value
/// @param total how many things are meant
/// @param parts the change of each thing whose value it is not yet
record BulkEdit(String label, String text, int total, List<Part> parts) implements Attempt {

    /// The change of one thing.
    ///
    /// @param thing what it is called
    /// @param line the key that changes, null for what is no key of an element's line
    record Part(String thing, Edit edit, FieldEditor.@Nullable LineKey line) {}

    BulkEdit {
        parts = List.copyOf(parts);
    }

    @Override
    public String description() {
        return "Change " + label + " of " + total + " Things";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        try {
            return oneByOne() ? inTurn(atlas) : together(atlas);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refused(atlas).orElse(e.getMessage()), e);
        }
    }

    /// Whether some part is more than a key of a line.
    private boolean oneByOne() {
        return parts.stream().anyMatch(part -> part.line() == null);
    }

    /// All lines are rewritten and the document is read once.
    private Atlas together(Atlas atlas) {
        List<ElementId> elements = new ArrayList<>();
        String path = "";
        for (Part part : parts) {
            FieldEditor.LineKey line = part.line();
            if (line != null) {
                elements.add(line.element());
                path = line.path();
            }
        }
        return elements.isEmpty()
                ? atlas
                : new ChangeProperties(elements, path, text).attempt(atlas);
    }

    private Atlas inTurn(Atlas atlas) {
        Atlas next = atlas;
        for (Part part : parts) {
            next = part.edit().apply(next);
        }
        return next;
    }

    /// For which things it is refused: how many, and what is said of the first.
    private Optional<String> refused(Atlas atlas) {
        return first(parts.stream().map(p -> said(p, p.edit().refusal(atlas))).toList(), "Refused");
    }

    @Override
    public Optional<String> caution(Atlas atlas) {
        return first(parts.stream().map(p -> said(p, p.edit().caution(atlas))).toList(), "Caution");
    }

    private static Optional<String> said(Part part, Optional<String> sentence) {
        return sentence.map(text -> part.thing() + ": " + text);
    }

    private Optional<String> first(List<Optional<String>> said, String word) {
        List<String> all = said.stream().flatMap(Optional::stream).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String count =
                total == 1 ? "" : "%s for %d of %d, first ".formatted(word, all.size(), total);
        return Optional.of(count + all.getFirst());
    }
}
