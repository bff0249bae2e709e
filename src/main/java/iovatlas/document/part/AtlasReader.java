package iovatlas.document.part;

import iovatlas.atlas.Atlas;
import iovatlas.document.form.Fields;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.kernel.BootFacts;
import iovatlas.observation.Observation;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/// Builds an atlas from a tree, all of it or nothing.
public final class AtlasReader {
    private final Node.Mapping root;
    private final Lists lists;
    private final Names names = new Names();
    private final Sections sections = new Sections(names, Set.of());
    private final Places places;

    private AtlasReader(Node.Mapping root, IntUnaryOperator lines) {
        this.places = new Places(lines);
        this.root = root;
        this.lists = new Lists(root);
    }

    /// What was read.
    ///
    /// @param places where each element stands
    public record Result(Atlas atlas, Places places) {}

    /// @param lines the line that a message names for a line of the document
    /// @throws NodeError when something does not fit; the first that is found
    public static Result read(Node.Mapping root, IntUnaryOperator lines) {
        Node.Mapping newest = Formats.standard().upgrade(root);
        AtlasReader reader = new AtlasReader(newest, lines);
        return Root.FORM.read(newest, reader::read);
    }

    /// The machine alone, which may be a part of one: nobody need have the buses that it is on.
    ///
    /// @throws NodeError when something does not fit; the first that is found
    public static Topology readParts(Node.Mapping root) {
        Node.Mapping newest = Formats.standard().upgrade(root);
        AtlasReader reader = new AtlasReader(newest, line -> line);
        return Root.FORM.read(
                newest,
                _ ->
                        new MachineReader(
                                        reader.lists, reader.sections, reader.names, reader.places)
                                .read());
    }

    private Result read(Fields in) {
        places.add(new ElementId.OfDocument(), "the document", root.at());
        Topology topology = new MachineReader(lists, sections, names, places).read();
        Observation observation = new ObservationReader(in.orNull(Root.OBSERVED), sections).read();
        // A recording may lack the registers of its bridges; a drawing has no such excuse.
        if (observation.equals(Observation.NONE)) {
            new BusCheck(topology, places).run();
        }
        Atlas atlas =
                new Atlas(
                        in.get(Root.TITLE, ""),
                        lists.read(sections.notes),
                        topology,
                        boot(in, topology),
                        observation,
                        steps(),
                        in.orNull(Root.DESIGN),
                        lists.read(sections.waivers));
        return new Result(atlas, places);
    }

    private List<ScenarioStep> steps() {
        AtomicInteger number = new AtomicInteger();
        return lists.read(
                sections.steps,
                (_, item) ->
                        places.add(
                                new ElementId.OfStep(number.incrementAndGet()),
                                "a step",
                                item.at()));
    }

    private BootFacts boot(Fields in, Topology topology) {
        BootForm boot = new BootForm();
        Node kernel = in.orNull(Root.KERNEL);
        if (kernel != null) {
            boot.readKernel(kernel);
        }
        Node commandLine = in.orNull(Root.COMMAND_LINE);
        if (commandLine != null) {
            boot.readCommandLine(commandLine);
        }
        lists.items("facts").forEach(boot::readFact);
        return boot.build(topology);
    }
}
