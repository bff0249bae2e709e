package iovatlas.edit.pci;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says how many virtual functions a physical function has enabled at boot. Those that stay are as
/// they were; new ones are like the first.
///
/// @param physical the physical function
/// @param sriov its capability with the number enabled
public record EnableVirtualFunctions(PciAddress physical, SriovCapability sriov)
        implements Attempt {
    private record MergeKey(PciAddress physical) {}

    @Override
    public String description() {
        return "Enable %d Virtual Functions of %s"
                .formatted(sriov.enabledVfs(), physical.shortText());
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        PciFunction function =
                topology.function(physical)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no function " + physical + "."));
        PciFunction changed = function.withCapabilities(function.capabilities().withSriov(sriov));
        List<PciFunction> before = virtuals(topology);
        List<PciFunction> after = new ArrayList<>(made(changed, before));
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (before.get(i).at().equals(after.get(i).at())) {
                after.set(i, before.get(i));
            }
        }
        List<PciFunction> functions = new ArrayList<>();
        for (PciFunction other : topology.functions()) {
            if (other.at().equals(physical)) {
                functions.add(changed);
                functions.addAll(after);
            } else if (!before.contains(other)) {
                functions.add(other);
            }
        }
        PciDraft.Result result = PciDraft.of(topology.withFunctions(functions)).finish();
        Atlas next = References.follow(atlas, result.topology(), result.moved());
        Set<PciAddress> gone = new HashSet<>();
        before.forEach(virtual -> gone.add(virtual.at()));
        result.topology().functions().forEach(left -> gone.remove(left.at()));
        return References.mend(next, gone);
    }

    private List<PciFunction> virtuals(Topology topology) {
        return topology.functions().stream()
                .filter(f -> f.virtual() != null && f.virtual().physical().equals(physical))
                .toList();
    }

    private List<PciFunction> made(PciFunction changed, List<PciFunction> before) {
        boolean any = !before.isEmpty();
        FunctionKind kind = any ? before.getFirst().kind() : FunctionKind.ENDPOINT;
        PciCapabilities can = any ? before.getFirst().capabilities() : PciCapabilities.NONE;
        String driver = any ? before.getFirst().driver() : null;
        return VirtualFunction.enabled(changed, sriov, kind, can, driver);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(physical));
    }
}
