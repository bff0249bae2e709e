package iovatlas.diagnostic.fault;

import iovatlas.address.Iova;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Timeline;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts faults where they happened: on the machine, at a step of its scenario.
public final class FaultLocator {

    private final Timeline timeline;
    private final int step;
    private final KernelState state;

    /// @param step after which step of the scenario the faults happened; 0 is boot
    public FaultLocator(Timeline timeline, int step) {
        this.timeline = timeline;
        this.step = step;
        this.state = timeline.state(step);
    }

    /// All faults, equal ones once, in the order of their first report.
    public List<FaultPlace> locate(List<Fault> faults) {
        List<Fault> different = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Fault fault : faults) {
            int known = -1;
            for (int i = 0; i < different.size() && known < 0; i++) {
                known = different.get(i).sameAs(fault) ? i : -1;
            }
            if (known < 0) {
                different.add(fault);
                counts.add(1);
            } else {
                counts.set(known, counts.get(known) + 1);
            }
        }
        List<FaultPlace> places = new ArrayList<>();
        for (int i = 0; i < different.size(); i++) {
            places.add(place(different.get(i), counts.get(i)));
        }
        return places;
    }

    private FaultPlace place(Fault fault, int times) {
        @Nullable PciAddress at = fault.device() != null ? fault.device() : byStream(fault);
        Optional<PciFunction> function =
                at == null ? Optional.empty() : state.topology().function(at);
        Optional<IommuGroup> group = at == null ? Optional.empty() : state.groups().groupOf(at);
        Optional<String> space = function.isEmpty() ? Optional.empty() : state.spaceOf(at(at));
        List<String> facts = new ArrayList<>();
        if (at != null && fault.device() == null) {
            facts.add("stream ID 0x%x is %s by the ID maps".formatted(fault.streamId(), at));
        }
        String story = story(fault, at, function, group, space, facts);
        return new FaultPlace(
                fault,
                times,
                at,
                function.map(PciFunction::label).orElse(""),
                group.map(IommuGroup::number).orElse(-1),
                space.orElse(""),
                facts,
                story);
    }

    private static PciAddress at(@Nullable PciAddress at) {
        if (at == null) {
            throw new IllegalArgumentException("no device");
        }
        return at;
    }

    private String story(
            Fault fault,
            @Nullable PciAddress at,
            Optional<PciFunction> function,
            Optional<IommuGroup> group,
            Optional<String> space,
            List<String> facts) {
        if (at == null) {
            return fault.streamId() == Fault.NO_STREAM
                    ? "The line does not tell the device."
                    : "No ID map of the machine leads to stream ID 0x%x."
                            .formatted(fault.streamId());
        }
        if (function.isEmpty()) {
            return fault.reporter() == Fault.Reporter.DMAR_INTERRUPT
                    ? "The machine has no function %s: an ID that firmware gives to an I/O APIC, an"
                                    .formatted(at)
                            + " HPET or an ACPI device. Its interrupts are not set up for"
                            + " remapping."
                    : "The machine has no function %s.".formatted(at);
        }
        @Nullable Iova address = fault.address();
        if (address == null) {
            return fault.reporter() == Fault.Reporter.DMAR_INTERRUPT
                    ? "The device raised an interrupt that is not set up for remapping."
                    : "The report has no address: " + fault.reason() + ".";
        }
        for (var region : group.map(IommuGroup::reserved).orElse(List.of())) {
            if (region.range().contains(address)) {
                facts.add("inside the reserved region " + region.sysfsLine());
            }
        }
        Optional<SpaceView> view = space.flatMap(state::space);
        return view.map(v -> new SpaceStory(timeline, step, v).tell(address, facts))
                .orElseGet(() -> KernelDomainStory.tell(fault, address, facts));
    }

    /// The function whose stream ID this is: one that the machine has, else the first that a map
    /// gives.
    private @Nullable PciAddress byStream(Fault fault) {
        Topology topology = state.topology();
        @Nullable PciAddress any = null;
        for (IdMap map : topology.idMaps()) {
            long distance = (fault.streamId() & 0xffffffffL) - (map.output() & 0xffffffffL);
            boolean holds =
                    map.role() == IdMap.Role.IOMMU
                            && fault.streamId() != Fault.NO_STREAM
                            && distance >= 0
                            && distance <= map.last().bits() - map.first().bits();
            if (holds) {
                PciAddress at =
                        PciAddress.of(
                                map.segment(),
                                new RequesterId(map.first().bits() + (int) distance));
                if (topology.function(at).isPresent()) {
                    return at;
                }
                any = any == null ? at : any;
            }
        }
        return any;
    }
}
