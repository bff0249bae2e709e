package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Adds a container or an IOAS, or changes one. Steps follow a new name.
///
/// @param before the name of what it replaces, null to add one
/// @param space what it is to be
public record PutSpace(@Nullable String before, IovaSpace space) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + space.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        var spaces = NamedList.put(topology.spaces(), IovaSpace::name, before, space);
        Atlas next = atlas.withTopology(topology.withSpaces(Listed.spaces(spaces)));
        return Renaming.space(next, before, space.name());
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(space.name()::equals).map(MergeKey::new);
    }
}
