package iovatlas.oracle;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A `groups.json`: the groups as sysfs showed them, by number, and the functions without group.
record RecordedGroups(TreeMap<Integer, Group> groups, List<String> ungrouped) {

    /// One group: members sorted, the type word, regions as `start end word`.
    record Group(List<String> devices, String type, List<String> regions) {}

    private static final JsonMapper JSON = new JsonMapper();

    static RecordedGroups read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(file));
        TreeMap<Integer, Group> groups = new TreeMap<>();
        for (JsonNode group : root.path("groups").values()) {
            List<String> regions = new ArrayList<>();
            for (JsonNode region : group.path("reserved_regions").values()) {
                regions.add(
                        region.path("start").stringValue("")
                                + " "
                                + region.path("end").stringValue("")
                                + " "
                                + region.path("type").stringValue(""));
            }
            groups.put(
                    group.path("group").intValue(),
                    new Group(
                            texts(group.path("devices")),
                            group.path("type").stringValue(""),
                            regions));
        }
        return new RecordedGroups(groups, texts(root.path("ungrouped")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : array.values()) {
            texts.add(entry.stringValue(""));
        }
        return texts;
    }
}
