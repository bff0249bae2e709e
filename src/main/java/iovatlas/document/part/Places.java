package iovatlas.document.part;

import iovatlas.document.form.Sentence;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.Position;
import iovatlas.topology.ElementId;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// Where in the text each element stands.
public final class Places {
    private final Map<ElementId, Position> positions = new HashMap<>();
    private final IntUnaryOperator lines;

    /// @param lines the line that a message names for a line of the document, which may stand in a
    ///     mail
    Places(IntUnaryOperator lines) {
        this.lines = lines;
    }

    /// Remembers an element.
    ///
    /// @param noun for messages, with its article: "the function 0000:01:00.0"
    /// @throws NodeError when it stands somewhere else already
    void add(ElementId id, String noun, Position at) {
        Position first = positions.putIfAbsent(id, at);
        if (first != null) {
            throw new NodeError(
                    Sentence.of(
                            noun
                                    + " is listed twice, first in line "
                                    + lines.applyAsInt(first.line())),
                    at);
        }
    }

    /// Where an element stands, [Position#NONE] when it does not stand in the text.
    public Position of(ElementId id) {
        return positions.getOrDefault(id, Position.NONE);
    }
}
