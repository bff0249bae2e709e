package iovatlas.scenario.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/// The answer to one operation.
///
/// @param operation what was asked, its arguments as they are printed
/// @param values what was answered, in the order of printing; values are `String`, `Integer`,
///     `Long`, `Boolean`, lists or maps of these, or a marker for null
public record OperationResult(Operation operation, Map<String, Object> values) {

    /// All keys of the printed line, in order.
    public Map<String, Object> line() {
        var line = new LinkedHashMap<String, Object>();
        line.put("seq", operation.seq());
        line.put("n", operation.n());
        line.put("op", operation.op());
        line.put("args", operation.args());
        line.putAll(values);
        return line;
    }

    /// One line of JSON, spelled as the recordings are.
    public String json() {
        return JsonText.line(operation, values);
    }
}
