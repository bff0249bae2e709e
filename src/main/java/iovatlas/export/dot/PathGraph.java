package iovatlas.export.dot;

import iovatlas.export.dot.DotGraph.Kind;
import iovatlas.export.dot.DotGraph.Link;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;

import java.util.ArrayList;
import java.util.List;

/// The way of a message, hop after hop.
final class PathGraph {
    private final DotGraph graph;

    PathGraph(DotGraph graph) {
        this.graph = graph;
    }

    void add(MsiPath path) {
        List<String> ids = new ArrayList<>();
        for (MsiHop hop : path.hops()) {
            String id = "hop %02d".formatted(ids.size() + 1);
            List<String> lines = new ArrayList<>(List.of(hop.title()));
            hop.fields().forEach(f -> lines.add((f.name() + " " + f.value()).strip()));
            graph.node(id, kind(hop.status()), lines.toArray(String[]::new));
            if (!ids.isEmpty()) {
                Link link = hop.status() == MsiHop.Status.NOT_REACHED ? Link.DASHED : Link.PLAIN;
                graph.edge(ids.getLast(), id, link, "");
            }
            ids.add(id);
        }
        graph.frame(
                "path",
                "%s vector %d: %s".formatted(path.device(), path.vector(), path.verdict().word()),
                ids);
    }

    private static Kind kind(MsiHop.Status status) {
        return switch (status) {
            case OK, PENDING -> Kind.HOP;
            case BROKEN -> Kind.BROKEN;
            case NOT_REACHED -> Kind.UNREACHED;
        };
    }
}
