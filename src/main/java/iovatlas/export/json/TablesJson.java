package iovatlas.export.json;

import iovatlas.table.FactTable;
import iovatlas.table.NamedTable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tables as JSON; schema `tables.schema.json`.
public final class TablesJson {

    private TablesJson() {}

    /// The whole file, ending in a newline.
    ///
    /// @param head what the report is about, e.g. its title; comes before the tables
    public static String write(Map<String, Object> head, List<NamedTable> tables) {
        Map<String, Object> report = new LinkedHashMap<>(head);
        report.put("tables", tables.stream().map(TablesJson::table).toList());
        return JsonText.of(report) + "\n";
    }

    private static Map<String, Object> table(NamedTable table) {
        List<String> keys = table.facts().columns().stream().map(TablesJson::key).toList();
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(column(keys.get(i), table.facts().columns().get(i)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("title", table.title());
        json.put("columns", columns);
        json.put("rows", table.facts().rows().stream().map(row -> row(keys, row)).toList());
        return json;
    }

    private static Map<String, Object> column(String key, String title) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("key", key);
        column.put("title", title);
        return column;
    }

    private static Map<String, Object> row(List<String> keys, FactTable.Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            json.put(keys.get(i), row.cells().get(i));
        }
        return json;
    }

    /// `Stream IDs` becomes `stream_ids`.
    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
