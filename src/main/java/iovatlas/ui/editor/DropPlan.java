package iovatlas.ui.editor;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.PageTables;
import iovatlas.edit.part.Wish;
import iovatlas.edit.pci.MoveFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.edit.steps.AssignDevices;
import iovatlas.scenario.KernelState;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a drop would do, known before it.
///
/// @param edit what would be done, null when nothing can be
/// @param after the document then, null when nothing can be
/// @param text what would happen, or why it cannot
record DropPlan(@Nullable Edit edit, @Nullable Atlas after, String text) {

    /// @param shown the moment that is drawn
    /// @param target what is under the pointer; the document for the ground
    static DropPlan of(Atlas atlas, KernelState shown, Payload payload, ElementId target) {
        try {
            Edit edit = edit(atlas, shown, payload, target);
            Atlas after = edit.apply(atlas);
            return new DropPlan(edit, after, text(atlas, after, edit));
        } catch (IllegalArgumentException e) {
            return new DropPlan(null, null, String.valueOf(e.getMessage()));
        }
    }

    boolean isPossible() {
        return edit != null;
    }

    private static Edit edit(Atlas atlas, KernelState shown, Payload payload, ElementId target) {
        return switch (payload) {
            case Payload.OfPart(var part, var ram) -> part.edit(Wish.on(ground(target)).sized(ram));
            case Payload.OfElements elements -> dropped(atlas, shown, elements, target);
        };
    }

    /// A group's hull is ground: what stands in it is what counts.
    private static ElementId ground(ElementId target) {
        return switch (target) {
            case ElementId.OfGroup _, ElementId.OfDomain _, ElementId.OfVector _ ->
                    new ElementId.OfDocument();
            case ElementId other -> other;
        };
    }

    private static Edit dropped(
            Atlas atlas, KernelState shown, Payload.OfElements elements, ElementId target) {
        List<PciAddress> functions = elements.functions();
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("Only functions and parts can be dragged.");
        }
        return switch (target) {
            case ElementId.OfSpace(String space) -> new AssignDevices(functions, space);
            case ElementId.OfDomain(String space, int number) ->
                    new AssignDevices(functions, space, table(atlas, shown, space, number));
            case ElementId.OfOwner(String owner) ->
                    new AssignDevices(functions, onlySpace(atlas, owner));
            case ElementId.OfHostBridge _, ElementId.OfFunction _ ->
                    new MoveFunctions(functions, Seat.on(target));
            case ElementId _ ->
                    throw new IllegalArgumentException(
                            "Drop it on a port, a bridge, a host bridge, a function or a"
                                    + " container.");
        };
    }

    /// The page table that steps allocated for a domain, null where the kernel chose.
    static @Nullable String table(Atlas atlas, KernelState shown, String space, int number) {
        Map<String, String> tables = PageTables.of(atlas.steps());
        return shown.space(space).stream()
                .flatMap(view -> view.domains().stream())
                .filter(domain -> domain.number() == number)
                .flatMap(domain -> domain.chosenTable().stream())
                .filter(table -> space.equals(tables.get(table)))
                .findFirst()
                .orElse(null);
    }

    private static String onlySpace(Atlas atlas, String owner) {
        List<String> spaces =
                atlas.topology().spaces().stream()
                        .filter(space -> owner.equals(space.owner()))
                        .map(IovaSpace::name)
                        .toList();
        if (spaces.size() != 1) {
            throw new IllegalArgumentException(
                    spaces.isEmpty()
                            ? owner + " has no container yet; drop one on it first."
                            : "Drop it on one of the containers of " + owner + ".");
        }
        return spaces.getFirst();
    }

    private static String text(Atlas before, Atlas after, Edit edit) {
        Set<PciAddress> added = new LinkedHashSet<>();
        after.topology().functions().stream().map(PciFunction::at).forEach(added::add);
        before.topology().functions().stream().map(PciFunction::at).forEach(added::remove);
        String where =
                added.isEmpty()
                        ? ""
                        : " \u2192 "
                                + added.iterator().next().shortText()
                                + (added.size() > 1 ? " \u2026" : "");
        int steps = after.steps().size() - before.steps().size();
        return edit.description()
                + edit.details(before).map(details -> ": " + details).orElse("")
                + where
                + (steps > 0 ? ", " + steps + (steps == 1 ? " step" : " steps") : "");
    }
}
