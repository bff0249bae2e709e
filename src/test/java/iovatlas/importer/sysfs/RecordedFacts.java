package iovatlas.importer.sysfs;

import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files beside a recorded snapshot and what the importer made of it, both as lines that can be
/// compared.
final class RecordedFacts {

    private static final JsonMapper JSON = new JsonMapper();

    private RecordedFacts() {}

    /// The lines of a `groups.json`.
    static List<String> groups(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(file));
        List<String> lines = new ArrayList<>();
        for (JsonNode group : root.path("groups").values()) {
            List<String> regions = new ArrayList<>();
            for (JsonNode region : group.path("reserved_regions").values()) {
                regions.add(
                        region.path("start").stringValue("")
                                + "-"
                                + region.path("end").stringValue("")
                                + " "
                                + region.path("type").stringValue(""));
            }
            lines.add(
                    "%d %s %s %s"
                            .formatted(
                                    group.path("group").intValue(),
                                    texts(group.path("devices")),
                                    group.path("type").stringValue(""),
                                    regions));
        }
        lines.add("ungrouped " + texts(root.path("ungrouped")));
        return lines;
    }

    /// The same lines of an imported machine.
    static List<String> groups(Observation observation) {
        List<String> lines = new ArrayList<>();
        for (ObservedGroup group : observation.groups()) {
            List<String> regions =
                    group.regions().stream()
                            .map(region ->
                                    "0x%x-0x%x %s"
                                            .formatted(
                                                    region.range().first().unsignedBits(),
                                                    region.range().last().unsignedBits(),
                                                    region.word()))
                            .toList();
            lines.add(
                    "%d %s %s %s"
                            .formatted(group.number(), group.members(), group.type(), regions));
        }
        lines.add("ungrouped " + observation.ungrouped());
        return lines;
    }

    /// The lines of a `msi.json`: interrupt capabilities, driver and interrupt numbers.
    static List<String> functions(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode function : JSON.readTree(Files.readString(file)).values()) {
            JsonNode msi = function.path("msi");
            JsonNode msix = function.path("msix");
            lines.add(
                    "%s %s %s %s %s"
                            .formatted(
                                    function.path("bdf").stringValue(""),
                                    msi.isObject()
                                            ? "msi %d %s %s %s"
                                                    .formatted(
                                                            msi.path("vectors_capable").intValue(),
                                                            msi.path("addr64").booleanValue(),
                                                            msi.path("maskable").booleanValue(),
                                                            msi.path("enabled").booleanValue())
                                            : "-",
                                    msix.isObject()
                                            ? "msix %d %d %s %s"
                                                    .formatted(
                                                            msix.path("table_size").intValue(),
                                                            msix.path("bir").intValue(),
                                                            msix.path("offset").stringValue(""),
                                                            msix.path("enabled").booleanValue())
                                            : "-",
                                    function.path("driver").stringValue("-"),
                                    numbers(function.path("irqs"))));
        }
        return lines.stream().sorted().toList();
    }

    /// The same lines of an imported machine.
    static List<String> functions(Topology topology, Observation observation) {
        List<String> lines = new ArrayList<>();
        for (PciFunction function : topology.functions()) {
            ObservedFunction observed =
                    observation.functions().stream()
                            .filter(o -> o.at().equals(function.at()))
                            .findFirst()
                            .orElseThrow();
            lines.add(
                    "%s %s %s %s %s"
                            .formatted(
                                    function.at(),
                                    msi(function.capabilities().msi(), observed.msiEnabled()),
                                    msix(function.capabilities().msix(), observed.msixEnabled()),
                                    function.driver() == null ? "-" : function.driver(),
                                    observed.interrupts()));
        }
        return lines.stream().sorted().toList();
    }

    private static String msi(@Nullable MsiCapability msi, boolean enabled) {
        return msi == null
                ? "-"
                : "msi %d %s %s %s"
                        .formatted(msi.vectors(), msi.address64(), msi.maskable(), enabled);
    }

    private static String msix(@Nullable MsixCapability msix, boolean enabled) {
        return msix == null
                ? "-"
                : "msix %d %d 0x%x %s"
                        .formatted(
                                msix.tableSize(),
                                msix.bar(),
                                msix.offset().unsignedBytes(),
                                enabled);
    }

    private static List<String> texts(JsonNode array) {
        return Stream.of(array)
                .flatMap(a -> a.values().stream())
                .map(n -> n.stringValue(""))
                .toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        return array.values().stream().map(JsonNode::intValue).sorted().toList();
    }
}
