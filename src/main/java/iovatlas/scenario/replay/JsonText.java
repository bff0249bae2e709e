package iovatlas.scenario.replay;

import java.util.List;
import java.util.Map;

/// Writes JSON without any space, as the recordings have it.
final class JsonText {

    private final StringBuilder out = new StringBuilder(256);

    private JsonText() {}

    static String of(Object value) {
        var text = new JsonText();
        text.value(value);
        return text.out.toString();
    }

    /// The line of an answer: what was asked, then what was answered.
    static String line(Operation operation, Map<String, Object> values) {
        var text = new JsonText();
        text.out.append("{\"seq\":");
        text.string(operation.seq());
        text.out.append(",\"n\":").append(operation.n()).append(",\"op\":");
        text.string(operation.op());
        text.out.append(",\"args\":");
        text.list(operation.args());
        values.forEach((key, value) -> {
            text.out.append(',');
            text.string(key);
            text.out.append(':');
            text.value(value);
        });
        return text.out.append('}').toString();
    }

    private void value(Object value) {
        switch (value) {
            case String text -> string(text);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> out.append(value);
        }
    }

    private void list(List<?> list) {
        out.append('[');
        String comma = "";
        for (Object each : list) {
            out.append(comma);
            value(each);
            comma = ",";
        }
        out.append(']');
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(comma);
            string(String.valueOf(entry.getKey()));
            out.append(':');
            value(entry.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void string(String text) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, done, i);
                escape(c);
                done = i + 1;
            }
        }
        // Nearly no text has something to escape, and a whole one is copied at once.
        out.append(done == 0 ? text : text.substring(done)).append('"');
    }

    private void escape(char c) {
        if (c >= ' ') {
            out.append('\\').append(c);
        } else {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
        }
    }
}
