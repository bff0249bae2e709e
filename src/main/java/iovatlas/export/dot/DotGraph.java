package iovatlas.export.dot;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collects nodes, frames and edges and writes them sorted.
final class DotGraph {
    private final String title;
    private final Palette palette;
    private final Map<String, String> nodes = new TreeMap<>();
    private final Map<String, Frame> frames = new TreeMap<>();
    private final TreeSet<String> edges = new TreeSet<>();

    private record Frame(String label, TreeSet<String> members) {}

    /// What a node looks like; the shape says what the colour of its outline says.
    enum Kind {
        HOST_BRIDGE("box", Ink.GREY),
        BRIDGE("box", Ink.BLUE),
        ENDPOINT("box", Ink.GREEN),
        IOMMU("hexagon", Ink.PURPLE),
        MSI_CONTROLLER("hexagon", Ink.ORANGE),
        OWNER("house", Ink.BLUE),
        SPACE("folder", Ink.ORANGE),
        DOMAIN("component", Ink.PURPLE),
        RANGE("box", Ink.SKY),
        WINDOW("note", Ink.PURPLE),
        HOP("box", Ink.GREEN),
        BROKEN("octagon", Ink.VERMILLION),
        UNREACHED("box", Ink.GREY);

        private final String shape;
        private final Ink ink;

        Kind(String shape, Ink ink) {
            this.shape = shape;
            this.ink = ink;
        }
    }

    /// How an edge is drawn.
    enum Link {
        PLAIN(""),
        DASHED("style=dashed"),
        DOTTED("style=dotted");

        private final String attributes;

        Link(String attributes) {
            this.attributes = attributes;
        }
    }

    DotGraph(String title, Palette palette) {
        this.title = title;
        this.palette = palette;
    }

    /// A node; each line of its label is given by itself.
    void node(String id, Kind kind, String... lines) {
        var label = new StringJoiner("\\n");
        for (String line : lines) {
            if (!line.isEmpty()) {
                label.add(escaped(line));
            }
        }
        nodes.put(
                id,
                "label=\"%s\", shape=%s, color=\"%s\""
                        .formatted(label, kind.shape, palette.of(kind.ink).hex()));
    }

    /// A frame around nodes.
    void frame(String id, String label, Iterable<String> members) {
        Frame frame = frames.computeIfAbsent(id, _ -> new Frame(label, new TreeSet<>()));
        members.forEach(frame.members::add);
    }

    void edge(String from, String to, Link link, String label) {
        var attributes = new StringJoiner(", ", " [", "]").setEmptyValue("");
        if (!link.attributes.isEmpty()) {
            attributes.add(link.attributes);
        }
        if (!label.isEmpty()) {
            attributes.add("label=" + quoted(label));
        }
        edges.add(quoted(from) + " -> " + quoted(to) + attributes);
    }

    /// The whole file, ending in a newline.
    String text() {
        var out = new StringBuilder("digraph iovatlas {\n");
        String text = palette.of(Ink.TEXT).hex();
        out.append("  graph [label=").append(quoted(title));
        out.append(", labelloc=t, rankdir=LR, fontname=\"DejaVu Sans\", bgcolor=\"");
        out.append(palette.of(Ink.BACKGROUND).hex());
        out.append("\", fontcolor=\"").append(text).append("\"];\n");
        out.append("  node [fontname=\"DejaVu Sans\", fontsize=11, fontcolor=\"");
        out.append(text).append("\"];\n");
        out.append("  edge [fontname=\"DejaVu Sans\", fontsize=9, fontcolor=\"").append(text);
        out.append("\", color=\"").append(palette.of(Ink.OUTLINE).hex()).append("\"];\n");
        nodes.forEach((id, attributes) ->
                out.append("  ").append(quoted(id)).append(" [").append(attributes).append("];\n"));
        frames.forEach((id, frame) -> frame(out, id, frame));
        edges.forEach(edge -> out.append("  ").append(edge).append(";\n"));
        return out.append("}\n").toString();
    }

    private void frame(StringBuilder out, String id, Frame frame) {
        out.append("  subgraph ").append(quoted("cluster_" + id)).append(" {\n");
        out.append("    graph [label=").append(quoted(frame.label));
        out.append(", style=dashed, color=\"").append(palette.of(Ink.MUTED).hex());
        out.append("\"];\n");
        frame.members.forEach(member -> out.append("    ").append(quoted(member)).append(";\n"));
        out.append("  }\n");
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace('\n', ' ');
    }
}
