package iovatlas.document.part;

import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.Position;
import iovatlas.topology.ElementId;

import java.util.HashMap;
import java.util.Map;

/// Where in the text each element stands.
public final class Places {
    private final Map<ElementId, Position> positions = new HashMap<>();

    /// Remembers an element.
    ///
    /// @throws NodeError when it stands somewhere else already
    void add(ElementId id, String noun, Position at) {
        Position first = positions.putIfAbsent(id, at);
        if (first != null) {
            throw new NodeError(
                    "There are two of " + noun + "; the first is in line " + first.line() + ".",
                    at);
        }
    }

    /// Where an element stands, [Position#NONE] when it does not stand in the text.
    public Position of(ElementId id) {
        return positions.getOrDefault(id, Position.NONE);
    }
}
