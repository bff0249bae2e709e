package iovatlas.diagnostic.fault;

import iovatlas.address.Iova;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts faults where they happened: on the machine, at a step of its scenario.
public final class FaultLocator {

    private final Timeline timeline;
    private final int step;
    private final KernelState state;
    private final StreamOwner streams;

    /// @param step after which step of the scenario the faults happened; 0 is boot
    public FaultLocator(Timeline timeline, int step) {
        this.timeline = timeline;
        this.step = step;
        this.state = timeline.state(step);
        this.streams = new StreamOwner(state.topology());
    }

    /// All faults, equal ones once, in the order of their first report.
    public List<FaultPlace> locate(List<Fault> faults) {
        Map<Fault, Integer> counts = new LinkedHashMap<>();
        Map<Fault, Fault> firsts = new HashMap<>();
        for (Fault fault : faults) {
            counts.merge(fault.withoutLine(), 1, Integer::sum);
            firsts.putIfAbsent(fault.withoutLine(), fault);
        }
        List<FaultPlace> places = new ArrayList<>();
        counts.forEach((fault, times) ->
                places.add(place(firsts.getOrDefault(fault, fault)).reported(times)));
        return places;
    }

    private FaultPlace place(Fault fault) {
        List<String> facts = new ArrayList<>();
        @Nullable PciAddress at = fault.device() != null ? fault.device() : byStream(fault, facts);
        Optional<PciFunction> function =
                at == null ? Optional.empty() : state.topology().function(at);
        Optional<IommuGroup> group = at == null ? Optional.empty() : state.groups().groupOf(at);
        Optional<String> space = at == null ? Optional.empty() : state.spaceOf(at);
        if (fault.pasid() != Fault.NONE) {
            facts.add("in the process address space (PASID) 0x%x".formatted(fault.pasid()));
        }
        if (fault.domain() != Fault.NONE) {
            facts.add("in the domain that the driver numbers 0x%x".formatted(fault.domain()));
        }
        @Nullable Iova address = fault.address();
        if (address != null) {
            group.map(IommuGroup::reserved).orElse(List.of()).stream()
                    .filter(region -> region.range().contains(address))
                    .forEach(region ->
                            facts.add("inside the reserved region " + region.sysfsLine()));
        }
        Optional<SpaceStory> inSpace =
                address == null || function.isEmpty()
                        ? Optional.empty()
                        : space.flatMap(state::space)
                                .map(view -> new SpaceStory(timeline, step, view, address));
        inSpace.ifPresent(story -> facts.addAll(story.around().sentences()));
        SpaceStory.Told told =
                at == null || function.isEmpty() || address == null
                        ? new SpaceStory.Told(unplaced(fault, at, function), 0)
                        : inSpace.map(SpaceStory::tell)
                                .orElseGet(() ->
                                        new SpaceStory.Told(
                                                KernelDomainStory.tell(fault, address, facts), 0));
        return new FaultPlace(
                fault,
                1,
                at,
                function.map(PciFunction::label).orElse(""),
                group.map(IommuGroup::number).orElse(-1),
                space.orElse(""),
                step,
                told.unmappedBy(),
                inSpace.map(SpaceStory::around).orElse(null),
                facts,
                told.text());
    }

    /// The story of a fault that lies nowhere on the map.
    private String unplaced(Fault fault, @Nullable PciAddress at, Optional<PciFunction> function) {
        if (at == null) {
            return fault.streamId() == Fault.NONE
                    ? "The line does not tell the device."
                    : streams.platformDevice(fault.iommu(), fault.streamId())
                            .map(name ->
                                    "Stream ID 0x%x is the platform device %s."
                                            .formatted(fault.streamId(), name))
                            .orElseGet(() ->
                                    "No ID map of the machine leads to stream ID 0x%x."
                                            .formatted(fault.streamId()));
        }
        if (function.isEmpty()) {
            return fault.access() == Fault.Access.INTERRUPT
                    ? "The machine has no function %s: an ID that firmware gives to an I/O APIC, an"
                                    .formatted(at)
                            + " HPET or an ACPI device. Its interrupts are not set up for"
                            + " remapping."
                    : "The machine has no function %s.".formatted(at);
        }
        return fault.access() == Fault.Access.INTERRUPT
                ? "The device raised an interrupt that is not set up for remapping."
                : "The report has no address: " + fault.reason() + ".";
    }

    /// The function whose stream ID this is: one that the machine has, else the first that a map
    /// gives.
    private @Nullable PciAddress byStream(Fault fault, List<String> facts) {
        if (fault.streamId() == Fault.NONE) {
            return null;
        }
        List<PciAddress> owners = streams.functions(fault.iommu(), fault.streamId());
        if (owners.isEmpty()) {
            return null;
        }
        facts.add(
                "stream ID 0x%x is %s by the ID maps"
                        .formatted(fault.streamId(), owners.getFirst()));
        for (PciAddress other : owners.subList(1, owners.size())) {
            facts.add(
                    "behind another IOMMU the same stream ID is %s; the machine knows none by the"
                                    .formatted(other)
                            + " name "
                            + fault.iommu());
        }
        return owners.getFirst();
    }
}
