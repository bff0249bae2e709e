package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.Topology;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Gives a guest or a process another memory map.
///
/// @param owner name of the guest or process
/// @param memory all its regions
public record ChangeMemory(String owner, List<MemoryRegion> memory) implements Edit {
    private record MergeKey(String owner) {}

    public ChangeMemory {
        memory = List.copyOf(memory);
    }

    @Override
    public String description() {
        return "Change Memory of " + owner;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        Topology topology = atlas.topology();
        if (topology.owner(owner).isEmpty()) {
            return Optional.of("There is no guest or process \"" + owner + "\".");
        }
        return duplicate(topology).or(() -> missing(atlas));
    }

    /// Names of regions are unique in the document.
    private Optional<String> duplicate(Topology topology) {
        Set<String> taken = new HashSet<>();
        return Stream.concat(
                        topology.owners().stream()
                                .filter(other -> !other.name().equals(owner))
                                .flatMap(other -> other.memory().stream()),
                        memory.stream())
                .map(MemoryRegion::name)
                .filter(name -> !taken.add(name))
                .findFirst()
                .map(name -> "There would be two memory regions \"" + name + "\".");
    }

    /// A region that a step maps stays.
    private Optional<String> missing(Atlas atlas) {
        Set<String> left = new HashSet<>();
        memory.forEach(region -> left.add(region.name()));
        List<String> own =
                atlas.topology().owner(owner).stream()
                        .flatMap(before -> before.memory().stream())
                        .map(MemoryRegion::name)
                        .toList();
        return MappedRegions.of(atlas.steps())
                .filter(name -> own.contains(name) && !left.contains(name))
                .findFirst()
                .map(name -> "A step maps the memory region \"" + name + "\".");
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        List<ContainerOwner> owners =
                atlas.topology().owners().stream()
                        .map(other -> other.name().equals(owner) ? changed(other) : other)
                        .toList();
        return atlas.withTopology(atlas.topology().withOwners(owners));
    }

    private ContainerOwner changed(ContainerOwner before) {
        return switch (before) {
            case ContainerOwner.Guest guest ->
                    new ContainerOwner.Guest(
                            guest.name(),
                            guest.architecture(),
                            guest.kvm(),
                            memory,
                            guest.vcpus(),
                            guest.interrupts());
            case ContainerOwner.UserProcess process ->
                    new ContainerOwner.UserProcess(process.name(), memory);
        };
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(owner));
    }
}
