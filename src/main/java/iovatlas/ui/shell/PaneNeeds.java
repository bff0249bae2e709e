package iovatlas.ui.shell;

import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.pane.PaneSlot;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How high the panes of the document in front need to stand. Measured until somebody touches the
/// window, when it has another size and when a machine outgrows its pane, not with each edit: panes
/// that move all the time are worse than panes that are a little too high.
final class PaneNeeds {
    private final Map<Place, PaneNeed> needs = new EnumMap<>(Place.class);
    private final Runnable onMeasure;
    private @Nullable SessionViews views;
    private boolean lookedBelow;
    private boolean touched;

    /// @param onMeasure called when it is time to measure
    PaneNeeds(Runnable onMeasure) {
        this.onMeasure = onMeasure;
    }

    PaneNeed of(Place place) {
        return needs.getOrDefault(place, PaneNeed.ANY);
    }

    void show(SessionViews next, PaneSlot below) {
        views = next;
        touched = false;
        lookedBelow = below != PaneSlot.PROBLEMS;
        onMeasure.run();
        for (PaneSlot slot : List.of(PaneSlot.TOPOLOGY, PaneSlot.IOVA)) {
            next.view(slot).canvas().ifPresent(view -> view.setOnShown(() -> shown(next, slot)));
        }
    }

    void clear() {
        views = null;
        needs.clear();
    }

    /// Somebody works in the panes: from now on they move only when they must.
    void touch() {
        touched = true;
    }

    /// A list of problems is short; from the first look at another tab on the tabs stay higher.
    void front(PaneSlot slot) {
        lookedBelow |= slot != PaneSlot.PROBLEMS;
        onMeasure.run();
    }

    private void shown(SessionViews of, PaneSlot slot) {
        boolean outgrown =
                slot == PaneSlot.TOPOLOGY
                        && of.view(slot).canvas().filter(DrawingView::isTooLow).isPresent();
        if (of == views && (!touched || outgrown)) {
            // Dividers that are moved while panes are being laid out stay where they were.
            Platform.runLater(onMeasure);
        }
    }

    /// @param below the height of the tabs in pixels when they show more than a list of problems
    void measure(double below) {
        SessionViews shown = views;
        if (shown == null) {
            return;
        }
        for (PaneSlot slot : List.of(PaneSlot.TOPOLOGY, PaneSlot.IOVA, PaneSlot.MSI)) {
            needs.put(Place.of(slot), shown.view(slot).need());
        }
        needs.put(
                Place.BOTTOM,
                lookedBelow ? PaneNeed.of(below, below) : shown.view(PaneSlot.PROBLEMS).need());
    }
}
