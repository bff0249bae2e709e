package iovatlas.importer.guest;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.BusRange;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lays a guest on a host: the guest owns a container, its devices are bound to `vfio-pci` and
/// attached, and its memory is mapped, as a virtual machine monitor does at its start.
public final class GuestAtlas {

    private GuestAtlas() {}

    /// The guest alone: of the host only the assigned functions are known.
    public static Atlas alone(GuestPlan plan) {
        TreeMap<Integer, TreeSet<Integer>> buses = new TreeMap<>();
        List<PciFunction> functions = new ArrayList<>();
        for (PciAddress at : new TreeSet<>(plan.devices())) {
            buses.computeIfAbsent(at.segment(), _ -> new TreeSet<>()).add(at.bus());
            functions.add(PciFunction.of(at, FunctionKind.ENDPOINT).withDriver("vfio-pci"));
        }
        List<HostBridge> bridges = new ArrayList<>();
        buses.forEach((segment, numbers) ->
                numbers.forEach(
                        bus -> bridges.add(HostBridge.of(segment, new BusRange(bus, bus)))));
        Topology host =
                new Topology(
                        bridges, functions, List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of(), List.of(), List.of());
        Atlas bare =
                new Atlas(
                        "guest " + plan.name(),
                        List.of(),
                        host,
                        BootFacts.standard(KernelRelease.V6_12, plan.architecture()),
                        Observation.NONE.withNotes(
                                List.of(
                                        Note.warning(
                                                plan.name(),
                                                "nothing is known of the host but the functions"
                                                        + " that it gives away, so they have no"
                                                        + " IOMMU; give the host's snapshot first,"
                                                        + " then the guest"))),
                        List.of(),
                        null,
                        List.of());
        return onto(bare, plan);
    }

    /// The guest on a host that is known.
    public static Atlas onto(Atlas host, GuestPlan plan) {
        Topology topology = host.topology();
        String name = plan.name();
        while (topology.owner(name).isPresent()) {
            name = name + "-2";
        }
        String space = "c0";
        for (int i = 1; topology.space(space).isPresent(); i++) {
            space = "c" + i;
        }
        List<ContainerOwner> owners = new ArrayList<>(topology.owners());
        owners.add(
                new ContainerOwner.Guest(
                        name,
                        plan.architecture(),
                        plan.kvm(),
                        plan.memory(),
                        plan.vcpus(),
                        plan.interrupts()));
        List<IovaSpace> spaces = new ArrayList<>(topology.spaces());
        spaces.add(new IovaSpace.Container(space, name, true));
        List<Note> notes = new ArrayList<>(host.observation().notes());
        notes.addAll(plan.notes());
        List<ScenarioStep> steps = new ArrayList<>(host.steps());
        if (!plan.devices().isEmpty()) {
            steps.addAll(steps(topology, space, plan, notes));
        }
        return host.withTopology(topology.withOwners(owners).withSpaces(spaces))
                .withSteps(steps)
                .withObservation(host.observation().withNotes(notes));
    }

    private static List<ScenarioStep> steps(
            Topology topology, String space, GuestPlan plan, List<Note> notes) {
        List<ScenarioStep> steps = new ArrayList<>();
        for (PciAddress at : plan.devices()) {
            Optional<PciFunction> function = topology.function(at);
            if (function.isEmpty()) {
                notes.add(Note.warning(plan.name(), "the host has no function " + at));
                continue;
            }
            if (!"vfio-pci".equals(function.get().driver())) {
                steps.add(ScenarioStep.of(new Step.Bind(at, "vfio-pci")));
            }
            steps.add(ScenarioStep.of(new Step.Attach(at, space)));
        }
        for (MemoryRegion region : plan.memory()) {
            if (region.kind() == MemoryRegion.Kind.RAM && !steps.isEmpty()) {
                steps.add(
                        ScenarioStep.of(
                                new Step.Map(
                                        space,
                                        Iova.of(region.range().first().unsignedBits()),
                                        region.range().size(),
                                        region.name(),
                                        ByteSize.ZERO,
                                        true,
                                        true)));
            }
        }
        return steps;
    }
}
