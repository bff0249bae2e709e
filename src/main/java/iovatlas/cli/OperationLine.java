package iovatlas.cli;

import iovatlas.scenario.replay.Operation;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.List;

/// Reads one line of an op script. Only `seq`, `n`, `op` and `args` are looked at: a recorded answer
/// on the same line has no say.
final class OperationLine {

    private static final JsonFactory FACTORY = new JsonFactory();

    private String seq = "";
    private int number = -1;
    private String op = "";
    private List<String> args = List.of();

    private OperationLine() {}

    /// The operation of a line.
    ///
    /// @throws IllegalArgumentException with one sentence when the line is not one
    static Operation parse(String line) {
        OperationLine read = new OperationLine();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            read.object(parser);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(
                    "no JSON object: " + broken.getOriginalMessage(), broken);
        }
        if (read.seq.isEmpty() || read.number < 0 || read.op.isEmpty()) {
            throw new IllegalArgumentException("an operation needs \"seq\", \"n\" and \"op\"");
        }
        return new Operation(read.seq, read.number, read.op, read.args);
    }

    private void object(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("an operation is a JSON object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "seq" -> seq = text(parser, value, name);
                case "op" -> op = text(parser, value, name);
                case "n" -> number = number(parser, value);
                case "args" -> args = texts(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private static String text(JsonParser parser, JsonToken token, String name) {
        if (token != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("\"" + name + "\" has to be a text");
        }
        return parser.getString();
    }

    private static int number(JsonParser parser, JsonToken token) {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException("\"n\" has to be a whole number");
        }
        return parser.getIntValue();
    }

    private static List<String> texts(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("\"args\" has to be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            texts.add(text(parser, next, "args"));
        }
        return texts;
    }
}
