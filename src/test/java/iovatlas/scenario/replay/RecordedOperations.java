package iovatlas.scenario.replay;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads recorded lines: JSON objects as ordered maps of strings, longs, booleans, lists and maps.
final class RecordedOperations {

    private static final JsonFactory FACTORY = new JsonFactory();

    private RecordedOperations() {}

    static Map<String, Object> line(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return object(parser);
        }
    }

    static Operation operation(Map<String, Object> line) {
        List<String> args = new ArrayList<>();
        for (Object arg : (List<?>) value(line, "args")) {
            args.add((String) arg);
        }
        return new Operation(
                (String) value(line, "seq"),
                ((Number) value(line, "n")).intValue(),
                (String) value(line, "op"),
                args);
    }

    /// The value of a key that a line always has.
    static Object value(Map<String, Object> line, String key) {
        return Objects.requireNonNull(line.get(key), key);
    }

    private static Map<String, Object> object(JsonParser parser) {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> {
                BigInteger number = parser.getBigIntegerValue();
                yield number.longValue();
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> ResultFields.NULL;
            default -> parser.getString();
        };
    }
}
