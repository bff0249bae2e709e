package iovatlas.cli;

import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.diagram.msi.MsiMatrix;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Paths, probes and tables of vectors as JSON.
final class MsiJson {

    private MsiJson() {}

    static Map<String, Object> of(MsiPath path, RecordedPath seen) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("device", path.device().toString());
        result.put("index", path.index().spelling());
        result.put("vector", path.vector());
        result.put("verdict", path.verdict().word());
        result.put("summary", path.summary());
        if (!seen.isEmpty()) {
            result.put("compared", seen.compared());
            result.put("differences", seen.differences());
        }
        result.put("hops", hops(path.hops(), seen));
        return result;
    }

    static Map<String, Object> of(MsiTracer.Probe probe) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("device", probe.device().toString());
        result.put("address", probe.message().address().hex());
        result.put("data", "0x" + Integer.toHexString(probe.message().data()));
        result.put("verdict", probe.verdict().word());
        result.put("summary", probe.summary());
        result.put("hops", hops(probe.hops(), RecordedPath.none(probe.hops().size())));
        return result;
    }

    static Map<String, Object> of(PciAddress device, MsiMatrix matrix) {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (MsiMatrix.Table table : matrix.tables()) {
            for (MsiMatrix.Row row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    MsiMatrix.Column column = table.columns().get(i);
                    for (MsiMatrix.Mark mark : row.cells().get(i)) {
                        vectors.add(vector(table, column, mark));
                    }
                }
            }
        }
        vectors.sort(Comparator.comparing(v -> (Integer) v.getOrDefault("vector", 0)));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("device", device.toString());
        result.put("vectors", vectors);
        return result;
    }

    private static Map<String, Object> vector(
            MsiMatrix.Table table, MsiMatrix.Column column, MsiMatrix.Mark mark) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("vector", mark.vector());
        result.put("verdict", column.verdict().word());
        result.put("owner", table.owner());
        result.put("place", column.heading());
        result.put("summary", mark.summary());
        return result;
    }

    private static List<Map<String, Object>> hops(List<MsiHop> hops, RecordedPath seen) {
        List<Map<String, Object>> result = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            result.add(hop(hops.get(i), seen.at(i)));
        }
        return result;
    }

    private static Map<String, Object> hop(MsiHop hop, List<Sighting> seen) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("hop", MsiText.word(hop.kind()));
        result.put("title", hop.title());
        result.put("status", hop.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Map<String, Object> fields = new LinkedHashMap<>();
        hop.fields().forEach(f -> fields.put(f.name(), f.value()));
        result.put("fields", fields);
        if (hop.reason() != null) {
            result.put("rule", hop.reason().rule().id());
            result.put("reason", hop.reason().text());
            result.put("source", hop.reason().rule().source().toString());
        }
        if (!seen.isEmpty()) {
            result.put("observed", seen.stream().map(MsiJson::sighting).toList());
        }
        return result;
    }

    private static Map<String, Object> sighting(Sighting seen) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", seen.name());
        result.put("value", seen.observed());
        if (seen.computed() != null) {
            result.put("computed", seen.computed());
        }
        result.put("standing", seen.standing().word());
        return result;
    }
}
