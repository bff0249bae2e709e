package iovatlas.kernel.iommu;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.observation.Observation;
import iovatlas.topology.Architecture;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Forms the groups of a machine as its boot does.
///
/// Source: `drivers/iommu/iommu.c:iommu_device_register, bus_iommu_probe`.
public final class Grouping {

    private static final KernelRelease INSTANCE_BY_INSTANCE = KernelRelease.of(6, 1);

    private final Machine machine;

    private Grouping(Machine machine) {
        this.machine = machine;
    }

    /// The groups after boot, with the drivers that the topology names bound.
    public static GroupTable boot(Topology topology, BootFacts facts) {
        Machine machine = Machine.of(topology, facts, Set.of());
        GroupState formed = new Grouping(machine).formed();
        return new GroupTable(machine, SoftwareGroups.settled(machine, formed));
    }

    /// The groups after boot; where their numbers follow from the order in which drivers were bound,
    /// they are those that were recorded for the same members.
    public static GroupTable boot(Topology topology, BootFacts facts, Observation observation) {
        GroupTable table = boot(topology, facts);
        Machine machine = table.machine();
        boolean ordered =
                topology.iommus().stream().noneMatch(iommu -> waitsForDriver(machine, iommu));
        return ordered || observation.groups().isEmpty()
                ? table
                : new GroupTable(
                        machine,
                        SoftwareGroups.settled(
                                machine,
                                ObservedNumbers.apply(
                                        SoftwareGroups.cleared(table.state()),
                                        observation.groups())));
    }

    /// Whether a function behind this IOMMU gets its group only when a driver is tried on it.
    static boolean waitsForDriver(Machine machine, Iommu iommu) {
        return isFirmwareDescribed(iommu, machine.facts())
                && GroupRules.WAITS_FOR_DRIVER.holdsIn(machine.release());
    }

    private static boolean isFirmwareDescribed(Iommu iommu, BootFacts facts) {
        return facts.architecture().value() == Architecture.ARM64
                || facts.firmware().value() == FirmwareKind.DEVICE_TREE
                || iommu.kind() == IommuKind.VIRTIO_IOMMU;
    }

    private GroupState formed() {
        GroupForming forming = new GroupForming(machine, GroupState.EMPTY);
        List<PciNode> late = new ArrayList<>();
        Map<String, List<PciNode>> behind = new HashMap<>();
        for (PciNode node : machine.tree().nodes()) {
            forming.noteDriver(node);
            Iommu iommu = iommuOf(node);
            if (iommu == null) {
                forming.probe(node);
            } else if (node.function().virtual() != null) {
                late.add(node);
            } else {
                behind.computeIfAbsent(iommu.name(), _ -> new ArrayList<>()).add(node);
            }
        }
        for (List<Iommu> registration : registrations()) {
            register(forming, registration, behind);
        }
        for (PciNode node : late) {
            Reason error = probeWhenDue(forming, node);
            if (error != null) {
                forming.refuse(node, error);
            }
        }
        return forming.take();
    }

    /// The IOMMUs in the order in which they are registered; all at once in old kernels.
    private List<List<Iommu>> registrations() {
        List<Iommu> all = machine.topology().iommus();
        return machine.release().atLeast(INSTANCE_BY_INSTANCE)
                ? all.stream().map(List::of).toList()
                : List.of(all);
    }

    /// An error other than ENODEV undoes what the registration did, unless it came from a driver's
    /// probe.
    private void register(
            GroupForming forming, List<Iommu> registration, Map<String, List<PciNode>> behind) {
        probePlatform(forming, registration);
        List<PciNode> nodes = new ArrayList<>();
        registration.forEach(i -> nodes.addAll(behind.getOrDefault(i.name(), List.of())));
        if (registration.stream().anyMatch(i -> waitsForDriver(machine, i))) {
            nodes.sort(DriverOrder.of(machine.facts().probeOrder().value()));
        } else {
            nodes.sort(Comparator.comparingInt(PciNode::position));
        }
        Map<String, Reason> errors = new HashMap<>();
        for (PciNode node : nodes) {
            Reason error = probeWhenDue(forming, node);
            Iommu iommu = iommuOf(node);
            if (error == null || iommu == null) {
                continue;
            }
            if (waitsForDriver(machine, iommu)) {
                forming.refuse(node, error);
            } else {
                errors.putIfAbsent(iommu.name(), error);
            }
        }
        errors.forEach(forming::dropInstance);
    }

    private @Nullable Iommu iommuOf(PciNode node) {
        return machine.coverage().of(node).map(IommuSide::iommu).orElse(null);
    }

    private void probePlatform(GroupForming forming, List<Iommu> registration) {
        List<String> names = registration.stream().map(Iommu::name).toList();
        for (PlatformDevice device : machine.topology().platformDevices()) {
            String name = device.iommu();
            Iommu iommu = name == null ? null : machine.topology().iommu(name).orElse(null);
            if (iommu != null
                    && names.contains(iommu.name())
                    && (device.driver() != null || !waitsForDriver(machine, iommu))) {
                forming.probe(device);
            }
        }
    }

    /// Whether a driver has been tried on a function: the port driver is tried on every bridge,
    /// whatever is bound has been tried, and so has what a driver spoke of, even if it left again.
    static boolean wasTried(Machine machine, PciFunction function) {
        return function.driver() != null
                || function.kind().isBridge()
                || machine.tried().contains(function.at());
    }

    /// Probes a function unless it waits for a driver.
    private @Nullable Reason probeWhenDue(GroupForming forming, PciNode node) {
        Iommu iommu = iommuOf(node);
        if (iommu != null
                && !wasTried(machine, node.function())
                && waitsForDriver(machine, iommu)) {
            forming.leaveOut(
                    node.at(),
                    Reason.of(
                            GroupRules.WAITS_FOR_DRIVER,
                            new Evidence.OfFunction("function", node.at())));
            return null;
        }
        return forming.probe(node);
    }

    /// The functions of a machine that have no group, in registration order.
    static List<PciNode> without(Machine machine, GroupState state) {
        List<PciNode> rest = new ArrayList<>();
        for (PciNode node : machine.tree().nodes()) {
            if (!state.groupOf().containsKey(node.at())) {
                rest.add(node);
            }
        }
        return rest;
    }
}
