package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.Iommu;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Adds an IOMMU, or changes one. ID maps and devices follow a new name. A machine that did not say
/// which architecture it has follows its IOMMUs.
///
/// @param before the name of what it replaces, null to add one
/// @param iommu what it is to be
public record PutIommu(@Nullable String before, Iommu iommu) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + iommu.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        var iommus = NamedList.put(topology.iommus(), Iommu::name, before, iommu);
        Atlas next = atlas.withTopology(topology.withIommus(iommus));
        return ImpliedArchitecture.follow(atlas, Renaming.iommu(next, before, iommu.name()));
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(iommu.name()::equals).map(MergeKey::new);
    }
}
