package iovatlas.cli;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagnostic.fault.Fault;
import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.diagnostic.fault.FaultSummary;
import iovatlas.diagnostic.fault.Surroundings;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Located faults as JSON, schema `fault.schema.json`.
///
/// @param input as the person named it
/// @param log likewise; empty for the log that the input recorded
/// @param lines how many lines the log has
/// @param step after which step the faults were looked at
record FaultJson(String input, String log, int lines, int step) {

    Map<String, Object> of(FaultLines read, List<FaultPlace> places) {
        var result = new LinkedHashMap<String, Object>();
        result.put("input", input);
        result.put("log", log);
        result.put("lines", lines);
        result.put("step", step);
        result.put("suppressed", read.suppressed());
        result.put("lost", read.lost());
        result.put("faults", places.stream().map(FaultJson::fault).toList());
        result.put("summary", FaultSummary.of(places).stream().map(FaultJson::summary).toList());
        return result;
    }

    private static Map<String, Object> summary(FaultSummary summary) {
        Fault fault = summary.first().fault();
        @Nullable AddressRange<Iova> range = summary.range();
        var result = new LinkedHashMap<String, Object>();
        result.put("reporter", fault.reporter().word());
        result.put("device", text(summary.first().device()));
        result.put("stream_id", id(fault.streamId()));
        result.put("access", fault.access().word());
        result.put("reason", fault.reason());
        result.put("reports", summary.events());
        result.put("pages", summary.pages());
        result.put("first", range == null ? "" : range.first().hex());
        result.put("last", range == null ? "" : range.last().hex());
        return result;
    }

    private static Map<String, Object> fault(FaultPlace place) {
        Fault fault = place.fault();
        @Nullable Iova address = fault.address();
        var result = new LinkedHashMap<String, Object>();
        result.put("line", fault.line());
        result.put("times", place.times());
        result.put("reporter", fault.reporter().word());
        result.put("iommu", fault.iommu());
        result.put("device", text(place.device()));
        result.put("name", place.label());
        result.put("stream_id", id(fault.streamId()));
        result.put("pasid", id(fault.pasid()));
        result.put("address", address == null ? "" : address.hex());
        result.put("access", fault.access().word());
        result.put("reason", fault.reason());
        result.put("group", place.group());
        result.put("space", place.space());
        result.put("unmapped_by", place.unmappedBy());
        @Nullable Surroundings around = place.around();
        if (around != null) {
            around(result, around);
        }
        result.put("facts", place.facts());
        result.put("story", place.story());
        return result;
    }

    private static void around(Map<String, Object> result, Surroundings around) {
        neighbour(result, "mapping", around.here());
        neighbour(result, "below", around.below());
        neighbour(result, "above", around.above());
        range(result, "hole", around.hole());
        range(result, "window", around.window());
    }

    private static void neighbour(
            Map<String, Object> result, String key, Surroundings.@Nullable Neighbour neighbour) {
        if (neighbour != null) {
            var value = new LinkedHashMap<String, Object>();
            value.put("label", neighbour.label());
            value.put("first", neighbour.range().first().hex());
            value.put("last", neighbour.range().last().hex());
            value.put("distance", Long.toUnsignedString(neighbour.distance().unsignedBytes()));
            result.put(key, value);
        }
    }

    private static void range(
            Map<String, Object> result, String key, @Nullable AddressRange<Iova> range) {
        if (range != null) {
            result.put(key, Map.of("first", range.first().hex(), "last", range.last().hex()));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String id(int value) {
        return value == Fault.NONE ? "" : "0x" + Integer.toHexString(value);
    }
}
