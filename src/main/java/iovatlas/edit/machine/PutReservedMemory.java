package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Adds memory that firmware reserves for devices, or changes it.
///
/// @param before the name of what it replaces, null to add one
/// @param memory what it is to be
public record PutReservedMemory(@Nullable String before, ReservedMemory memory) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + memory.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        return atlas.withTopology(
                topology.withReservedMemory(
                        NamedList.put(
                                topology.reservedMemory(), ReservedMemory::name, before, memory)));
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(memory.name()::equals).map(MergeKey::new);
    }
}
