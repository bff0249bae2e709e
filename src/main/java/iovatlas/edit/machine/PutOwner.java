package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Adds a guest or a process, or changes one. Its containers follow a new name, steps follow its
/// regions as long as there are as many as before.
///
/// @param before the name of what it replaces, null to add one
/// @param owner what it is to be
public record PutOwner(@Nullable String before, ContainerOwner owner) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + owner.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        var owners = NamedList.put(topology.owners(), ContainerOwner::name, before, owner);
        Atlas next = atlas.withTopology(topology.withOwners(Listed.owners(owners)));
        return Renaming.owner(atlas, next, before, owner);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(owner.name()::equals).map(MergeKey::new);
    }
}
