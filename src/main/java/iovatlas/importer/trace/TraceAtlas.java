package iovatlas.importer.trace;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.scenario.ScenarioStep;
import iovatlas.task.Progress;
import iovatlas.topology.Architecture;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A trace as a scenario: on the machine that it was recorded on, or on the least machine that can
/// have it.
public final class TraceAtlas {

    private TraceAtlas() {}

    /// The trace alone. Bridges and IOMMU are not in it, so the simplest that fit are drawn.
    public static Atlas alone(TraceEvents events, Progress progress) {
        TraceMachine machine = new TraceMachine(events);
        Atlas bare =
                new Atlas(
                        "a trace of " + events.size() + (events.size() == 1 ? " event" : " events"),
                        List.of(),
                        machine.topology(),
                        machine.facts(),
                        Observation.NONE,
                        List.of(),
                        null,
                        List.of());
        Atlas noted = withNotes(bare, machine.notes());
        return onto(noted, events, progress);
    }

    /// The trace behind what happens on a machine already.
    public static Atlas onto(Atlas atlas, TraceEvents events, Progress progress) {
        return onto(atlas, events, TraceScenario.MOST_STEPS, progress);
    }

    static Atlas onto(Atlas atlas, TraceEvents events, int most, Progress progress) {
        Topology topology = atlas.topology();
        String name = TraceMachine.SPACE;
        while (topology.space(name).isPresent()) {
            name = name + "-trace";
        }
        TraceMemory memory = new TraceMemory(events);
        Topology withSpace = memory.withSpace(topology, name, architecture(atlas.boot()));
        Map<PciAddress, PciFunction> functions = new LinkedHashMap<>();
        topology.functions().forEach(f -> functions.put(f.at(), f));
        TraceScenario scenario =
                new TraceScenario(
                        events,
                        name,
                        functions,
                        memory.regions(),
                        events.fromQemu() ? List.of() : kernels(atlas, events),
                        most,
                        progress);
        List<ScenarioStep> steps = new ArrayList<>(atlas.steps());
        steps.addAll(scenario.steps());
        List<Note> notes = new ArrayList<>(events.notes());
        notes.addAll(scenario.notes());
        notes.addAll(memory.notes());
        return withNotes(atlas.withTopology(withSpace).withSteps(steps), notes);
    }

    /// Where the kernel maps doorbells and firmware memory by itself for the devices of a trace.
    private static List<AddressRange<Iova>> kernels(Atlas atlas, TraceEvents events) {
        GroupTable groups = Grouping.boot(atlas.topology(), atlas.boot(), atlas.observation());
        Set<AddressRange<Iova>> ranges = new LinkedHashSet<>();
        for (String name : events.devices()) {
            @Nullable PciAddress at = TraceScenario.address(name);
            if (at != null) {
                groups.groupOf(at).stream()
                        .flatMap(group -> group.reserved().stream())
                        .map(ReservedRegion::range)
                        .forEach(ranges::add);
            }
        }
        return List.copyOf(ranges);
    }

    private static Architecture architecture(BootFacts facts) {
        return facts.architecture().value();
    }

    private static Atlas withNotes(Atlas atlas, List<Note> more) {
        List<Note> notes = new ArrayList<>(atlas.observation().notes());
        notes.addAll(more);
        return atlas.withObservation(atlas.observation().withNotes(notes));
    }

    /// The container that a space of a trace is.
    static IovaSpace.Container container(String name, @Nullable String owner) {
        return new IovaSpace.Container(name, owner, true);
    }
}
