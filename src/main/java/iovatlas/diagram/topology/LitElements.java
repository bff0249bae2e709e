package iovatlas.diagram.topology;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.scenario.KernelState;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/// What is highlighted: the selection and what its messages pass.
final class LitElements {
    private final Set<ElementId> lit = new HashSet<>();
    private final @Nullable ElementId selection;

    private LitElements(@Nullable ElementId selection) {
        this.selection = selection;
    }

    static LitElements of(
            @Nullable ElementId selection, KernelState state, MessageTargets targets) {
        var elements = new LitElements(selection);
        if (selection != null) {
            elements.lit.add(selection);
            PciAddress at = function(selection);
            if (at != null) {
                elements.addWay(at, state, targets);
            }
        }
        return elements;
    }

    boolean contains(ElementId element) {
        return lit.contains(element);
    }

    /// Whether the function itself, or one of its vectors, is selected.
    boolean isSelected(PciAddress at) {
        return selection != null && at.equals(function(selection));
    }

    private static @Nullable PciAddress function(ElementId selection) {
        if (selection instanceof ElementId.OfVector(PciAddress at, int _)) {
            return at;
        }
        if (selection instanceof ElementId.OfHop(PciAddress at, int _, int _)) {
            return at;
        }
        return selection instanceof ElementId.OfFunction(PciAddress at) ? at : null;
    }

    private void addWay(PciAddress at, KernelState state, MessageTargets targets) {
        GroupTable groups = state.groups();
        lit.add(new ElementId.OfFunction(at));
        groups.groupOf(at).ifPresent(group -> lit.add(new ElementId.OfGroup(group.number())));
        groups.iommuOf(at).ifPresent(name -> lit.add(new ElementId.OfIommu(name)));
        targets.of(at).ifPresent(name -> lit.add(new ElementId.OfMsiController(name)));
        state.spaceOf(at)
                .ifPresent(name -> {
                    lit.add(new ElementId.OfSpace(name));
                    state.topology()
                            .space(name)
                            .map(space -> space.owner())
                            .ifPresent(owner -> lit.add(new ElementId.OfOwner(owner)));
                });
    }
}
