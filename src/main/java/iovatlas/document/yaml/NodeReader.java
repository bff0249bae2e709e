package iovatlas.document.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLReadFeature;

import java.util.ArrayList;
import java.util.List;

/// Reads one YAML document into a tree.
public final class NodeReader {
    private final Limits limits;

    public NodeReader(Limits limits) {
        this.limits = limits;
    }

    /// Reads a text that holds exactly one mapping.
    ///
    /// @throws NodeError when the text is no YAML, uses anchors, aliases or tags, holds several
    ///     documents or something else than a mapping, or is beyond a limit
    public Node.Mapping read(String text) {
        if (text.length() > limits.characters()) {
            throw new NodeError(
                    "The text has "
                            + text.length()
                            + " characters; a document has at most "
                            + limits.characters()
                            + ".",
                    Position.START);
        }
        try (YAMLParser parser = open(text)) {
            return new Pull(parser, limits, text).document();
        } catch (JacksonException e) {
            throw syntax(e, text);
        }
    }

    private YAMLParser open(String text) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth() + 2)
                        .maxStringLength(limits.characters() + 1)
                        .maxNameLength(limits.scalar())
                        .maxNumberLength(limits.scalar())
                        .build();
        YAMLFactory factory =
                YAMLFactory.builder()
                        .streamReadConstraints(constraints)
                        .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(YAMLReadFeature.EMPTY_STRING_AS_NULL)
                        .loadSettings(
                                LoadSettings.builder()
                                        .setAllowDuplicateKeys(true)
                                        .setCodePointLimit(limits.characters() + 1)
                                        .build())
                        .build();
        return (YAMLParser)
                factory.createParser(ObjectReadContext.empty(), new WholeCharacters(text));
    }

    private static NodeError syntax(JacksonException e, String text) {
        if (e.getCause() instanceof ReaderException unreadable) {
            return new NodeError(
                    "This is not YAML: the character U+%04X may not stand in a text."
                            .formatted(unreadable.getCodePoint()),
                    new TextPlaces(text).of(unreadable.getPosition()),
                    e);
        }
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            Position at = marked.getProblemMark().map(NodeReader::at).orElse(Position.START);
            return new NodeError("This is not YAML: " + marked.getProblem() + ".", at, e);
        }
        TokenStreamLocation where = e.getLocation();
        Position at =
                where == null
                        ? Position.START
                        : new Position(
                                Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
        String first = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return new NodeError("This is not YAML: " + first + ".", at, e);
    }

    private static Position at(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// One reading.
    private static final class Pull {
        private final YAMLParser parser;
        private final Limits limits;
        private final TextPlaces places;
        private int nodes;

        Pull(YAMLParser parser, Limits limits, String text) {
            this.parser = parser;
            this.limits = limits;
            this.places = new TextPlaces(text);
        }

        Node.Mapping document() {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new NodeError("The text is empty.", Position.START);
            }
            if (!(node(first, 1) instanceof Node.Mapping root)) {
                throw new NodeError(
                        "A document is a mapping with keys such as format: and functions:.",
                        Position.START);
            }
            if (parser.nextToken() != null) {
                throw new NodeError("A second document begins; there may be only one.", start());
            }
            return root;
        }

        private Node node(JsonToken token, int depth) {
            refuseDecoration();
            nodes++;
            if (nodes > limits.nodes()) {
                throw new NodeError("There are more than " + limits.nodes() + " values.", start());
            }
            if (depth > limits.depth()) {
                throw new NodeError(
                        "Lists and mappings nest deeper than " + limits.depth() + ".", start());
            }
            return switch (token) {
                case START_OBJECT -> mapping(depth);
                case START_ARRAY -> sequence(depth);
                default -> scalar();
            };
        }

        private Node.Scalar scalar() {
            String text = parser.getString();
            if (text.length() > limits.scalar()) {
                throw new NodeError(
                        "A text is longer than " + limits.scalar() + " characters.", start());
            }
            Position at = start();
            Position end = end();
            // Quotes and block indicators make the token longer than its text.
            boolean plain =
                    at.line() == end.line()
                            && end.column() - at.column() == text.codePointCount(0, text.length());
            // The parser does not tell the anchor of a scalar; no scalar begins with this sign.
            if (!plain && places.characterAt(at) == '&') {
                throw anchor(at);
            }
            return new Node.Scalar(text, plain, at, end);
        }

        private Node.Sequence sequence(int depth) {
            Position at = start();
            List<Node> items = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                items.add(node(token, depth + 1));
                token = parser.nextToken();
            }
            return new Node.Sequence(items, at, end());
        }

        private Node.Mapping mapping(int depth) {
            Position at = start();
            List<Node.Entry> entries = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token == JsonToken.PROPERTY_NAME) {
                refuseDecoration();
                String key = parser.currentName();
                Position keyAt = start();
                if (key.equals("<<")) {
                    throw new NodeError("Merge keys (<<) are not allowed.", keyAt);
                }
                JsonToken value = parser.nextToken();
                entries.add(new Node.Entry(key, node(value, depth + 1), keyAt));
                token = parser.nextToken();
            }
            return new Node.Mapping(entries, at, end());
        }

        private void refuseDecoration() {
            if (parser.isCurrentAlias()) {
                throw new NodeError("Aliases (*name) are not allowed.", start());
            }
            if (parser.getObjectId() != null) {
                throw anchor(start());
            }
            if (parser.getTypeId() != null) {
                throw new NodeError("Tags (!name) are not allowed.", start());
            }
        }

        private static NodeError anchor(Position at) {
            return new NodeError("Anchors (&name) are not allowed.", at);
        }

        private Position start() {
            return at(parser.currentTokenLocation());
        }

        private Position end() {
            return at(parser.currentLocation());
        }

        private static Position at(TokenStreamLocation location) {
            return new Position(location.getLineNr(), location.getColumnNr());
        }
    }
}
