package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.Cpu;

import java.util.List;
import java.util.Optional;

/// Gives the host other processors.
///
/// @param cpus all of them
public record SetCpus(List<Cpu> cpus) implements Attempt {
    public SetCpus {
        cpus = List.copyOf(cpus);
    }

    @Override
    public String description() {
        return cpus.size() == 1 ? "Set 1 CPU" : "Set " + cpus.size() + " CPUs";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return atlas.withTopology(atlas.topology().withCpus(cpus));
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(SetCpus.class);
    }
}
