package iovatlas.kernel.iommu;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.AcsJudge;
import iovatlas.kernel.pci.AcsSettings;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import java.util.Set;

/// Everything about a machine that the grouping rules ask for, worked out once.
///
/// @param late functions enumerated after boot
/// @param tried functions of which it is known that a driver was tried on them at boot
record Machine(
        Topology topology,
        BootFacts facts,
        Set<PciAddress> late,
        PciTree tree,
        AcsJudge judge,
        IommuCoverage coverage,
        Set<PciAddress> tried) {

    static Machine of(Topology topology, BootFacts facts, Set<PciAddress> late) {
        PciTree tree = PciTree.of(topology, facts.release().value());
        return new Machine(
                topology,
                facts,
                Set.copyOf(late),
                tree,
                new AcsJudge(tree, topology, AcsSettings.of(topology, facts, late)),
                new IommuCoverage(topology, facts, tree),
                Set.copyOf(facts.probeOrder().value()));
    }

    KernelRelease release() {
        return facts.release().value();
    }
}
