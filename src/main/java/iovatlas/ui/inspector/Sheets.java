package iovatlas.ui.inspector;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;
import iovatlas.ui.session.Computed;

import java.util.Optional;

/// The sheet of any element.
final class Sheets {

    private Sheets() {}

    /// What is known at the step that is shown; the document's own sheet for an element that is not
    /// there.
    static Sheet of(Computed now, ElementId element) {
        return find(now, element).orElseGet(() -> DocumentSheet.of(now));
    }

    private static Optional<Sheet> find(Computed now, ElementId element) {
        Topology topology = now.state().topology();
        return switch (element) {
            case ElementId.OfHostBridge(int segment, int bus) ->
                    topology.hostBridges().stream()
                            .filter(h -> h.segment() == segment && h.rootBus() == bus)
                            .findFirst()
                            .map(bridge -> HardwareSheets.of(now, bridge));
            case ElementId.OfFunction(PciAddress at) ->
                    topology.function(at).map(f -> FunctionSheet.of(now, f));
            case ElementId.OfPlatformDevice(String name) ->
                    topology.platformDevices().stream()
                            .filter(d -> d.name().equals(name))
                            .findFirst()
                            .map(device -> HardwareSheets.of(now, device));
            case ElementId.OfMediatedDevice(String name) ->
                    topology.mediatedDevice(name).map(d -> MediatedSheet.of(now, d));
            case ElementId.OfIommu(String name) ->
                    topology.iommu(name).map(i -> HardwareSheets.of(now, i));
            case ElementId.OfMsiController(String name) ->
                    topology.msiController(name).map(c -> HardwareSheets.of(now, c));
            case ElementId.OfGroup(int number) ->
                    now.state().groups().group(number).map(g -> GroupSheet.of(now, g));
            case ElementId.OfOwner(String name) ->
                    topology.owner(name).map(o -> OwnerSheet.of(now, o));
            case ElementId.OfMemory(String owner, String region) ->
                    topology.owner(owner).flatMap(o -> OwnerSheet.memory(now, o, region));
            case ElementId.OfSpace(String name) ->
                    now.state().space(name).map(s -> SpaceSheet.of(now, s));
            case ElementId.OfDomain(String space, int number) ->
                    now.state().space(space).flatMap(s -> SpaceSheet.domain(now, s, number));
            case ElementId.OfIova iova -> Optional.of(IovaSheet.of(now, iova));
            case ElementId.OfStep(int number) ->
                    number >= 1 && number <= now.timeline().length()
                            ? Optional.of(StepSheet.of(now, number))
                            : Optional.empty();
            case ElementId.OfVector vector -> VectorSheet.of(now, vector);
            case ElementId.OfHop hop -> HopSheet.of(now, hop);
            case ElementId.OfDocument _ -> Optional.empty();
        };
    }
}
