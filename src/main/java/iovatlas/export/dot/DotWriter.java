package iovatlas.export.dot;

import iovatlas.diagram.Palette;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiPath;

/// Writes what is drawn as a graph in the DOT language: the same text for the same input, one node
/// or edge a line, sorted.
public final class DotWriter {
    private final DotGraph graph;

    public DotWriter(String title, Palette palette) {
        this.graph = new DotGraph(title, palette);
    }

    /// Adds the machine: functions below their bridges, groups as frames, IOMMUs, MSI controllers,
    /// owners and their spaces.
    public DotWriter machine(KernelState state) {
        new MachineGraph(graph, state).add();
        return this;
    }

    /// Adds the spaces: domains, what is mapped, what is reserved, doorbell pages.
    public DotWriter spaces(KernelState state) {
        new SpaceGraph(graph).add(state.spaces());
        return this;
    }

    /// Adds the way of a message.
    public DotWriter path(MsiPath path) {
        new PathGraph(graph).add(path);
        return this;
    }

    /// The whole file, ending in a newline.
    public String text() {
        return graph.text();
    }
}
