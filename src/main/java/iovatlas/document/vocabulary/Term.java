package iovatlas.document.vocabulary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One key that an item of the document may have.
///
/// @param key as the document spells it
/// @param about what it says, a sentence or two; empty when the key says it all
/// @param spelling how a value is spelled, a sentence; empty for plain words and numbers
/// @param choices the words that may stand there
/// @param open whether something else than the choices may stand there
/// @param range `1 to 2048` for a number with bounds, empty otherwise
/// @param usual what holds when the key is left out, as the document would spell it; empty when
///     nothing does, or when it depends on something else
/// @param needed whether the key cannot be left out
/// @param shapes the keys of a mapping that may stand there, one list for each kind of mapping
public record Term(
        String key,
        String about,
        String spelling,
        List<String> choices,
        boolean open,
        String range,
        String usual,
        boolean needed,
        List<List<Term>> shapes) {

    public Term {
        choices = List.copyOf(choices);
        shapes = shapes.stream().map(List::copyOf).toList();
    }

    /// The keys of the first kind of mapping that knows all of some keys.
    public Optional<List<Term>> shapeOf(Set<String> keys) {
        return shapes.stream()
                .filter(shape ->
                        new HashSet<>(shape.stream().map(Term::key).toList()).containsAll(keys))
                .findFirst();
    }

    /// The paths of this key and of all below it: `acs`, `acs.cap`, `acs.ctl`.
    public List<String> paths() {
        List<String> paths = new ArrayList<>(List.of(key));
        shapes.stream()
                .flatMap(List::stream)
                .flatMap(term -> term.paths().stream())
                .map(below -> key + "." + below)
                .distinct()
                .forEach(paths::add);
        return paths;
    }

    /// What may stand there, in one sentence; empty for any text.
    public String allowed() {
        List<String> parts = new ArrayList<>();
        if (!choices.isEmpty()) {
            parts.add((open ? "For example " : "One of ") + String.join(", ", choices) + ".");
        }
        if (!range.isEmpty()) {
            parts.add("A number from " + range + ".");
        }
        if (!spelling.isEmpty()) {
            parts.add(spelling);
        }
        return String.join(" ", parts);
    }
}
