package iovatlas.edit.pci;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Presence;
import iovatlas.edit.StepParts;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.Iommu;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciAddress;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Everything of a document that names a function by its address follows the function.
public final class References {
    private References() {}

    /// Follows functions that moved. What was recorded stays as it was recorded.
    ///
    /// @param topology with the functions at their new addresses
    /// @param moved new addresses by old ones
    static Atlas follow(Atlas atlas, Topology topology, Map<PciAddress, PciAddress> moved) {
        UnaryOperator<PciAddress> to = at -> moved.getOrDefault(at, at);
        List<Iommu> iommus =
                topology.iommus().stream()
                        .map(iommu ->
                                iommu.function() == null
                                        ? iommu
                                        : new Iommu(
                                                iommu.name(),
                                                iommu.hardware(),
                                                iommu.base(),
                                                to.apply(iommu.function())))
                        .toList();
        List<ReservedMemory> reserved =
                topology.reservedMemory().stream()
                        .map(memory ->
                                withDevices(memory, memory.devices().stream().map(to).toList()))
                        .toList();
        List<ScenarioStep> steps =
                atlas.steps().stream()
                        .map(step ->
                                new ScenarioStep(
                                        StepParts.withDevice(step.action(), to),
                                        step.enabled(),
                                        step.note()))
                        .toList();
        List<MediatedDevice> mediated =
                topology.mediatedDevices().stream()
                        .map(d -> new MediatedDevice(d.name(), to.apply(d.parent()), d.type()))
                        .toList();
        return atlas.withTopology(
                        topology.withIommus(iommus)
                                .withReservedMemory(reserved)
                                .withMediatedDevices(mediated))
                .withSteps(steps)
                .withBoot(BootPlaces.follow(atlas.boot(), to));
    }

    /// Takes away what names functions that are gone: steps about them, their places in reserved
    /// memory, their role as an IOMMU.
    public static Atlas mend(Atlas atlas, Set<PciAddress> gone) {
        Topology topology = atlas.topology();
        List<Iommu> iommus =
                topology.iommus().stream()
                        .map(iommu ->
                                iommu.function() != null && gone.contains(iommu.function())
                                        ? new Iommu(
                                                iommu.name(), iommu.hardware(), iommu.base(), null)
                                        : iommu)
                        .toList();
        List<ReservedMemory> reserved =
                topology.reservedMemory().stream()
                        .map(memory ->
                                withDevices(
                                        memory,
                                        memory.devices().stream()
                                                .filter(at -> !gone.contains(at))
                                                .toList()))
                        .toList();
        List<MediatedDevice> mediated =
                topology.mediatedDevices().stream()
                        .filter(device -> !gone.contains(device.parent()))
                        .toList();
        Atlas next =
                atlas.withTopology(
                        topology.withIommus(iommus)
                                .withReservedMemory(reserved)
                                .withMediatedDevices(mediated));
        next = next.withBoot(BootPlaces.without(atlas.boot(), gone));
        return withoutLostSteps(next);
    }

    /// A step about a function that is not there, and that no step brings, goes; that can take others
    /// along.
    private static Atlas withoutLostSteps(Atlas atlas) {
        Set<PciAddress> present = Presence.of(atlas);
        Topology topology = atlas.topology();
        List<ScenarioStep> steps =
                atlas.steps().stream()
                        .filter(step ->
                                StepParts.device(step.action()).map(present::contains).orElse(true))
                        .filter(step ->
                                StepParts.mediated(step.action())
                                        .map(name -> topology.mediatedDevice(name).isPresent())
                                        .orElse(true))
                        .toList();
        return steps.size() == atlas.steps().size()
                ? atlas
                : withoutLostSteps(atlas.withSteps(steps));
    }

    private static ReservedMemory withDevices(ReservedMemory memory, List<PciAddress> devices) {
        return new ReservedMemory(
                memory.source(),
                memory.name(),
                memory.range(),
                memory.backing(),
                devices,
                memory.platformDevices(),
                memory.everyDevice(),
                memory.relaxable());
    }
}
