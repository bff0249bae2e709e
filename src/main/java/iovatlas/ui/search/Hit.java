package iovatlas.ui.search;

import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;

import java.util.List;

/// Something that can be found.
///
/// @param text what it is called
/// @param detail more about it, quieter; may be empty
/// @param kind a word: `function`, `group`, `command`
/// @param target what going there means
public record Hit(String text, String detail, String kind, Target target) {

    /// Where a hit leads.
    public sealed interface Target {}

    /// Select these; the last is the primary one.
    ///
    /// @param step the step to show with them, -1 to stay where one is
    public record Elements(List<ElementId> elements, int step) implements Target {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /// Do this.
    public record Command(ActionId action) implements Target {}

    static Hit of(String text, String detail, String kind, ElementId element) {
        return new Hit(text, detail, kind, new Elements(List.of(element), -1));
    }
}
