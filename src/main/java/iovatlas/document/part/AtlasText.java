package iovatlas.document.part;

import iovatlas.atlas.Atlas;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Node;
import iovatlas.kernel.Provenance;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An atlas as text, key by key in the order of writing.
public final class AtlasText {
    private final Atlas atlas;
    private final Sections sections;

    /// @param listed virtual functions that are to keep a line of their own
    public AtlasText(Atlas atlas, Set<PciAddress> listed) {
        this.atlas = atlas;
        this.sections = new Sections(Names.of(atlas), listed);
    }

    /// What stands below one top-level key.
    public sealed interface Part {
        String key();
    }

    /// `key: value`.
    public record Line(String key, String value) implements Part {}

    /// A list, one item a line.
    ///
    /// @param items without dash and indentation; an item may have several lines
    public record Items(String key, List<String> items) implements Part {}

    /// A mapping of lists.
    public record Group(String key, List<Items> lists) implements Part {}

    /// Everything that the document says, in the order of writing.
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (String key : Root.keys()) {
            Part part = part(key);
            if (!isEmpty(part)) {
                parts.add(part);
            }
        }
        return List.copyOf(parts);
    }

    /// Respells the items of a list of the document.
    public ListSection<?> section(String key) {
        return switch (key) {
            case "notes" -> sections.notes;
            case "facts" -> sections.facts;
            case "host-bridges" -> sections.hostBridges;
            case "functions" -> sections.functions;
            case "platform-devices" -> sections.platformDevices;
            case "mediated-devices" -> sections.mediatedDevices;
            case "iommus" -> sections.iommus;
            case "msi-controllers" -> sections.msiControllers;
            case "id-maps" -> sections.idMaps;
            case "reserved-memory" -> sections.reservedMemory;
            case "cpus" -> sections.cpus;
            case "guests" -> sections.guests;
            case "processes" -> sections.processes;
            case "memory" -> sections.memory;
            case "containers" -> sections.containers;
            case "ioases" -> sections.ioases;
            case "steps" -> sections.steps;
            case "waivers" -> sections.waivers;
            default -> throw new IllegalArgumentException("no list is called \"" + key + "\"");
        };
    }

    private Part part(String key) {
        return switch (key) {
            case "format" -> new Line(key, String.valueOf(Root.FORMAT_NUMBER));
            case "title" -> new Line(key, atlas.title().isEmpty() ? "" : text(atlas.title()));
            case "kernel" -> new Line(key, kernel());
            case "command-line" -> new Line(key, commandLine());
            case "design" -> new Line(key, atlas.design() == null ? "" : atlas.design());
            case "observed" ->
                    new Group(
                            key,
                            sections.observed().stream()
                                    .map(list -> new Items(list.key(), list.lines(atlas)))
                                    .filter(list -> !list.items().isEmpty())
                                    .toList());
            default -> new Items(key, section(key).lines(atlas));
        };
    }

    private String kernel() {
        Node.Mapping kernel = BootForm.kernel(atlas.boot());
        return kernel.entries().isEmpty() ? "" : FlowText.of(kernel);
    }

    private String commandLine() {
        var fact = atlas.boot().commandLine();
        return fact.provenance() == Provenance.DOCUMENT ? text(fact.value().text()) : "";
    }

    private static String text(String value) {
        return FlowText.afterKey(Node.Scalar.text(value));
    }

    private static boolean isEmpty(Part part) {
        return switch (part) {
            case Line line -> line.value().isEmpty();
            case Items items -> items.items().isEmpty();
            case Group group -> group.lists().isEmpty();
        };
    }
}
