package iovatlas.document.part;

import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Brings the tree of an older document to the format that is read today.
final class Formats {
    private final int newest;
    private final Map<Integer, UnaryOperator<Node.Mapping>> migrations;

    /// @param newest the format that the rest of the program reads
    /// @param migrations for each older format the step to the next one
    Formats(int newest, Map<Integer, UnaryOperator<Node.Mapping>> migrations) {
        this.newest = newest;
        this.migrations = new TreeMap<>(migrations);
    }

    /// The formats there are: so far only the first.
    static Formats standard() {
        return new Formats(Root.FORMAT_NUMBER, Map.of());
    }

    /// The tree in the newest format.
    ///
    /// @throws NodeError when no format is given, or one that this program does not know
    Node.Mapping upgrade(Node.Mapping root) {
        Node given = format(root);
        int number = Root.FORMAT.spelling().read(given);
        if (number > newest) {
            throw new NodeError(
                    "This document has format "
                            + number
                            + ", which a later IOVAtlas wrote; this one reads "
                            + (newest == 1 ? "format 1." : "formats 1 to " + newest + "."),
                    given.at());
        }
        Node.Mapping upgraded = root;
        for (int format = number; format < newest; format++) {
            UnaryOperator<Node.Mapping> step = migrations.get(format);
            if (step == null) {
                throw new NodeError("Format " + format + " is no longer read.", given.at());
            }
            upgraded = step.apply(upgraded);
        }
        return upgraded;
    }

    private static Node format(Node.Mapping root) {
        List<Node> given =
                root.entries().stream()
                        .filter(entry -> entry.key().equals(Root.FORMAT.name()))
                        .map(Node.Entry::value)
                        .toList();
        if (given.isEmpty()) {
            throw new NodeError(
                    "The document needs the key \"format\", as in format: 1.", root.at());
        }
        return given.getFirst();
    }
}
