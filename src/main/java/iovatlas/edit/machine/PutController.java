package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Adds an MSI controller, or changes one. ID maps and devices follow a new name. A machine that did
/// not say which architecture it has follows its controllers.
///
/// @param before the name of what it replaces, null to add one
/// @param controller what it is to be
public record PutController(@Nullable String before, MsiController controller) implements Attempt {
    private record MergeKey(String name) {}

    @Override
    public String description() {
        return (before == null ? "Add " : "Change ") + controller.name();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        var controllers =
                NamedList.put(topology.msiControllers(), MsiController::name, before, controller);
        Atlas next = atlas.withTopology(topology.withMsiControllers(controllers));
        return ImpliedArchitecture.follow(
                atlas, Renaming.controller(next, before, controller.name()));
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.ofNullable(before).filter(controller.name()::equals).map(MergeKey::new);
    }
}
