package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.pci.AddFunctions;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciIdentity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// PCI parts with what a person said about them.
final class FunctionParts {
    private FunctionParts() {}

    static Part.Maker of(String what, Function<Wish, List<PciFunction>> parts) {
        return (Atlas _, Wish wish) -> edit(what, parts.apply(wish), wish);
    }

    /// Of things that are no part of the root complex.
    static Part.Maker onPort(String what, Function<Wish, List<PciFunction>> parts) {
        return (Atlas _, Wish wish) -> new OnOwnPort(what, parts.apply(wish), wish);
    }

    static AddFunctions edit(String what, List<PciFunction> parts, Wish wish) {
        List<PciFunction> functions = new ArrayList<>(parts);
        PciFunction top = functions.getFirst();
        if (wish.id() != null) {
            PciIdentity own = top.identity();
            top =
                    top.withIdentity(
                            new PciIdentity(
                                    wish.id(), own.subsystem(), own.revision(), own.classCode()));
        }
        functions.set(0, top.withName(wish.nameOr(top.name())));
        return new AddFunctions(what, functions, wish.seat());
    }
}
