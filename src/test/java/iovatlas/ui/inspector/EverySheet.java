package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.atlas.MsiVector;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.OpenDocument;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.task.Progress;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.KernelAnalysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The sheets of everything that can be selected in a document, at one step.
record EverySheet(Computed now) {

    /// At the last step.
    static EverySheet last(OpenDocument document) {
        return at(document, Analysis.LAST_STEP);
    }

    static EverySheet at(OpenDocument document, int step) {
        return new EverySheet(
                new KernelAnalysis(StandardRules.checker())
                        .compute(document.atlas(), step, List.of(), Progress.NONE));
    }

    List<Sheet> sheets() {
        return elements().stream().map(element -> Sheets.of(now, element)).toList();
    }

    Set<ElementId> elements() {
        Set<ElementId> all = new LinkedHashSet<>();
        all.add(new ElementId.OfDocument());
        machine(all);
        now.state().groups().groups().forEach(g -> all.add(new ElementId.OfGroup(g.number())));
        now.state().spaces().forEach(space -> space(all, space));
        IntStream.rangeClosed(1, now.timeline().length())
                .forEach(step -> all.add(new ElementId.OfStep(step)));
        now.state().topology().functions().stream()
                .filter(f -> f.capabilities().msix() != null)
                .limit(6)
                .forEach(function -> vector(all, function));
        return all;
    }

    private void machine(Set<ElementId> all) {
        Topology topology = now.state().topology();
        topology.hostBridges()
                .forEach(h -> all.add(new ElementId.OfHostBridge(h.segment(), h.rootBus())));
        topology.functions().forEach(f -> all.add(new ElementId.OfFunction(f.at())));
        topology.platformDevices().forEach(d -> all.add(new ElementId.OfPlatformDevice(d.name())));
        topology.mediatedDevices().forEach(d -> all.add(new ElementId.OfMediatedDevice(d.name())));
        topology.iommus().forEach(i -> all.add(new ElementId.OfIommu(i.name())));
        topology.msiControllers().forEach(c -> all.add(new ElementId.OfMsiController(c.name())));
        topology.owners()
                .forEach(owner -> {
                    all.add(new ElementId.OfOwner(owner.name()));
                    owner.memory()
                            .forEach(r -> all.add(new ElementId.OfMemory(owner.name(), r.name())));
                });
    }

    private static void space(Set<ElementId> all, SpaceView space) {
        all.add(new ElementId.OfSpace(space.name()));
        space.mappings()
                .entries()
                .limit(3)
                .forEach(e -> all.add(new ElementId.OfIova(space.name(), e.range())));
        for (DomainView domain : space.domains()) {
            all.add(new ElementId.OfDomain(space.name(), domain.number()));
            domain.reserved().forEach(r -> all.add(new ElementId.OfIova(space.name(), r.range())));
            for (DoorbellView bell : domain.doorbells()) {
                all.add(
                        new ElementId.OfIova(
                                space.name(),
                                AddressRange.of(bell.iova().first(), bell.iova().last())));
            }
        }
    }

    private void vector(Set<ElementId> all, PciFunction function) {
        all.add(new ElementId.OfVector(function.at(), 0));
        if (MsiVector.of(now.state(), function, 0).isPresent()) {
            IntStream.range(0, 10)
                    .forEach(hop -> all.add(new ElementId.OfHop(function.at(), 0, hop)));
        }
    }
}
