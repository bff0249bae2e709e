package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Optional;

/// Changes anything of a function but its address, to which others refer.
///
/// @param at the function
/// @param value what it is to be
public record ChangeFunction(PciAddress at, PciFunction value) implements Edit {
    @Override
    public String description() {
        return "Change " + value.label();
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        Topology topology = atlas.topology();
        if (topology.function(at).isEmpty()) {
            return Optional.of("There is no function " + at + ".");
        }
        if (!value.at().equals(at)) {
            return Optional.of("The function " + at + " cannot become " + value.at() + ".");
        }
        return FunctionName.refusal(topology, at, value.name());
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        List<PciFunction> functions =
                atlas.topology().functions().stream()
                        .map(function -> function.at().equals(at) ? value : function)
                        .toList();
        return atlas.withTopology(atlas.topology().withFunctions(functions));
    }
}
