package iovatlas.ui.session;

import iovatlas.atlas.MsiVector;
import iovatlas.edit.ElementFollower;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Keeps selected what an edit renames or moves to another address, and the vector whose way is
/// shown. Both change when the picture with the new names is there, and not at all when somebody
/// chose something else meanwhile.
final class SelectionFollower {
    private final Selection selection;
    private @Nullable Selected from;
    private Selected to = Selected.NOTHING;
    private @Nullable MsiVector vectorFrom;
    private @Nullable MsiVector vectorTo;

    SelectionFollower(Selection selection) {
        this.selection = selection;
    }

    /// Notes what an edit, an undo or a redo makes of what is selected.
    ///
    /// @param vector whose way is shown
    void edited(Topology before, Topology after, @Nullable MsiVector vector) {
        if (before == after) {
            return;
        }
        var follower = new ElementFollower(before, after);
        Selected now = selection.selected();
        Selected last = now.equals(from) ? to : now;
        from = now;
        to =
                new Selected(
                        last.elements().stream()
                                .map(element -> follower.now(element).orElse(element))
                                .toList());
        MsiVector way = vector != null && vector.equals(vectorFrom) ? vectorTo : vector;
        vectorFrom = vector;
        vectorTo = way == null ? null : moved(follower, way);
    }

    private static MsiVector moved(ElementFollower follower, MsiVector vector) {
        return follower.now(new ElementId.OfFunction(vector.device()))
                                .orElse(new ElementId.OfFunction(vector.device()))
                        instanceof ElementId.OfFunction(var at)
                ? new MsiVector(at, vector.index(), vector.vector())
                : vector;
    }

    /// Selects it by its new names, as those are about to be shown.
    ///
    /// @param vector whose way is shown
    /// @return the same vector of the function's new address; empty when nothing changes
    Optional<MsiVector> shown(@Nullable MsiVector vector) {
        boolean moves =
                vector != null
                        && vector.equals(vectorFrom)
                        && vectorTo != null
                        && !vectorTo.equals(vector);
        MsiVector way = moves ? vectorTo : null;
        if (selection.selected().equals(from) && !to.equals(from)) {
            selection.select(to.elements());
        }
        from = null;
        vectorFrom = null;
        vectorTo = null;
        return Optional.ofNullable(way);
    }
}
