package iovatlas.edit.pci;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.IdleVectors;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The functions that boot facts name.
final class BootPlaces {

    private BootPlaces() {}

    /// The facts after functions moved.
    static BootFacts follow(BootFacts boot, UnaryOperator<PciAddress> to) {
        Fact<List<PciAddress>> order = boot.probeOrder();
        Fact<List<IdleVectors>> idle = boot.idleVectors();
        return boot.withProbeOrder(same(order, order.value().stream().map(to).toList()))
                .withIdleVectors(
                        same(
                                idle,
                                idle.value().stream()
                                        .map(vectors -> vectors.movedTo(to.apply(vectors.at())))
                                        .toList()));
    }

    /// The facts after functions went away.
    static BootFacts without(BootFacts boot, Set<PciAddress> gone) {
        Fact<List<PciAddress>> order = boot.probeOrder();
        Fact<List<IdleVectors>> idle = boot.idleVectors();
        return boot.withProbeOrder(
                        same(
                                order,
                                order.value().stream().filter(at -> !gone.contains(at)).toList()))
                .withIdleVectors(
                        same(
                                idle,
                                idle.value().stream()
                                        .filter(vectors -> !gone.contains(vectors.at()))
                                        .toList()));
    }

    private static <T> Fact<T> same(Fact<T> fact, T value) {
        return value.equals(fact.value()) ? fact : Fact.of(value, fact.provenance());
    }
}
