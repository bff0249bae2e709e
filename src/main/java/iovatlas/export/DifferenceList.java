package iovatlas.export;

import iovatlas.diagnostic.difference.Difference;
import iovatlas.export.json.JsonText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The differences of two inputs as text and as JSON.
///
/// @param first what the first input is called
/// @param second likewise
/// @param differences in their order
public record DifferenceList(String first, String second, List<Difference> differences) {

    public DifferenceList {
        differences = List.copyOf(differences);
    }

    /// ASCII, one difference after the other, with what the model says about why.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("- ").append(first).append("\n+ ").append(second).append('\n');
        for (Difference difference : differences) {
            text.append(difference.kind().word())
                    .append(": ")
                    .append(difference.subject())
                    .append('\n');
            side(text, "  - ", difference.before());
            side(text, "  + ", difference.after());
            difference.why().forEach(line -> side(text, "    ", line.replace("\u2192", "->")));
        }
        return text.append(
                        differences.isEmpty()
                                ? "no difference"
                                : differences.size()
                                        + (differences.size() == 1
                                                ? " difference"
                                                : " differences"))
                .append('\n')
                .toString();
    }

    private static void side(StringBuilder text, String sign, String words) {
        if (!words.isEmpty()) {
            text.append(sign).append(words).append('\n');
        }
    }

    /// Schema `compare.schema.json`.
    public Map<String, Object> json() {
        var result = new LinkedHashMap<String, Object>();
        result.put("inputs", List.of(first, second));
        result.put("differences", differences.stream().map(DifferenceList::json).toList());
        return result;
    }

    /// The same as text, indented.
    public String jsonText() {
        return JsonText.of(json()) + "\n";
    }

    private static Map<String, Object> json(Difference difference) {
        var result = new LinkedHashMap<String, Object>();
        result.put("kind", difference.kind().word());
        result.put("subject", difference.subject());
        result.put("before", difference.before());
        result.put("after", difference.after());
        result.put("why", difference.why());
        return result;
    }
}
