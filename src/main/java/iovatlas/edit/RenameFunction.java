package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.Optional;

/// Gives a function another short name. Steps hold addresses, so nothing else changes. Typing
/// merges.
///
/// @param at the function
/// @param name empty for none
public record RenameFunction(PciAddress at, String name) implements Edit {
    private record MergeKey(PciAddress at) {}

    @Override
    public String description() {
        return "Rename " + at.shortText();
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return atlas.topology().function(at).isEmpty()
                ? Optional.of("There is no function " + at + ".")
                : FunctionName.refusal(atlas.topology(), at, name);
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        PciFunction function = atlas.topology().function(at).orElseThrow();
        return new ChangeFunction(at, function.withName(name)).apply(atlas);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(at));
    }
}
