package iovatlas.scenario.replay;

import iovatlas.kernel.Reason;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answer to one operation.
///
/// @param operation what was asked, its arguments as they are printed
/// @param values what was answered, in the order of printing; values are `String`, `Integer`,
///     `Long`, `Boolean`, lists or maps of these, or a marker for null
/// @param why the rules that decided, none where the answer goes without saying
public record OperationResult(Operation operation, Map<String, Object> values, List<Reason> why) {

    public OperationResult {
        why = List.copyOf(why);
    }

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

    /// The same for people: the call and its answer in one line, then a line for each rule that
    /// decided, with where the kernel has it and for which releases it holds.
    public String text() {
        var text = new StringBuilder(operation.seq()).append(' ').append(operation.n());
        text.append(": ").append(operation.op());
        operation.args().forEach(arg -> text.append(' ').append(arg));
        text.append(" =");
        values.forEach((key, value) -> {
            boolean plain = key.equals("ret") || key.equals("errno");
            text.append(' ').append(plain ? "" : key + "=");
            text.append(value instanceof String word ? word : JsonText.of(value));
        });
        for (Reason reason : why) {
            text.append("\n    ").append(reason.text()).append(" (");
            text.append(reason.rule().source()).append("; ");
            text.append(reason.rule().releases().text()).append(')');
        }
        return text.toString();
    }
}
