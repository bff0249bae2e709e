package iovatlas.importer.report;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Groups in JSON: a list of `{"group": 0, "devices": [...]}`, as `iovatlas groups --json` prints it, or
/// lists of device names under the numbers of their groups.
final class GroupsFile {

    private static final String NUMBER = "\\d{1,9}";

    private static final int MOST_MEMBERS = 20_000;

    private final Map<String, Integer> groups = new TreeMap<>();
    private String field = "";
    private int listed = -1;

    private GroupsFile() {}

    /// The groups, or empty when the text is no such JSON.
    static Optional<Report> read(String name, String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        GroupsFile file = new GroupsFile();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                file.take(token, parser);
            }
        } catch (JacksonException broken) {
            return Optional.empty();
        }
        return file.groups.isEmpty()
                ? Optional.empty()
                : Optional.of(Report.ofGroups(name, file.groups));
    }

    private void take(JsonToken token, JsonParser parser) {
        if (token == JsonToken.PROPERTY_NAME) {
            field = parser.currentName();
        } else if (token == JsonToken.VALUE_NUMBER_INT && field.equals("group")) {
            String number = parser.getString();
            listed = number.matches(NUMBER) ? Integer.parseInt(number) : -1;
        } else if (token == JsonToken.VALUE_STRING) {
            int group = field.matches(NUMBER) ? Integer.parseInt(field) : listed;
            boolean member = field.matches(NUMBER) || field.equals("devices");
            if (member
                    && group >= 0
                    && groups.size() < MOST_MEMBERS
                    && parser.getString().matches("[\\w:.,@-]{1,100}")) {
                groups.put(parser.getString(), group);
            }
        }
    }
}
