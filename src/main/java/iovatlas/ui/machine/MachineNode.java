package iovatlas.ui.machine;

import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// A line of the machine tree.
///
/// @param key what stays the same over edits: the element, or the heading's words
/// @param text what it says
/// @param answer what the kernel said, at the end of a step's line; empty elsewhere
/// @param alarmed whether something is wrong with it
/// @param element what selecting it selects, null for a heading
/// @param children below it
public record MachineNode(
        Object key,
        String text,
        String answer,
        boolean alarmed,
        @Nullable ElementId element,
        List<MachineNode> children) {

    public MachineNode {
        children = List.copyOf(children);
    }

    static MachineNode heading(String text, List<MachineNode> children) {
        return new MachineNode(text, text, "", false, null, children);
    }

    static MachineNode of(ElementId element, String text, boolean alarmed) {
        return new MachineNode(element, text, "", alarmed, element, List.of());
    }

    MachineNode with(List<MachineNode> below) {
        return new MachineNode(key, text, answer, alarmed, element, below);
    }

    /// The lines that contain the words, with all lines above them; this node itself always stays.
    MachineNode filtered(String words) {
        if (words.isBlank()) {
            return this;
        }
        return with(
                children.stream()
                        .map(child -> child.matches(words) ? child : child.filtered(words))
                        .filter(child -> child.matches(words) || !child.children.isEmpty())
                        .toList());
    }

    private boolean matches(String words) {
        return (text + " " + answer)
                .toLowerCase(Locale.ROOT)
                .contains(words.strip().toLowerCase(Locale.ROOT));
    }
}
