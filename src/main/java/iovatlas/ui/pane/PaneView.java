package iovatlas.ui.pane;

import iovatlas.diagram.Drawing;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

import java.util.List;
import java.util.Optional;

/// One view of one document, standing in a pane. Made once for each document; lives until the
/// document is closed.
public interface PaneView {

    /// What fills the pane. Always the same node.
    Node node();

    /// What the header (or the tab) says now, e.g. `MSI path — 01:00.0 MSI-X 3` or `Problems 3`.
    ObservableValue<String> title();

    /// What a tab says when the view stands in one: shorter where the title is long.
    default ObservableValue<String> tabTitle() {
        return title();
    }

    /// Small things for the right end of the header: facts, flat buttons. Always the same nodes.
    default List<Node> tools() {
        return List.of();
    }

    /// Takes the keyboard.
    default void takeFocus() {
        node().requestFocus();
    }

    /// The picture that it shows, for export and zoom commands; empty for a view that draws none.
    default Optional<DrawingView> canvas() {
        return Optional.empty();
    }

    /// How high it would like to stand for what it shows now.
    default PaneNeed need() {
        return PaneNeed.ANY;
    }

    /// The picture to export.
    default Optional<Drawing> drawing() {
        return canvas().map(DrawingView::drawing);
    }

    /// The same picture in character cells, for mail.
    ///
    /// @param columns how wide a line may be
    default Optional<Drawing> textDrawing(int columns) {
        return Optional.empty();
    }

    /// What an export of this pane writes at first.
    default View exported() {
        return View.ALL;
    }

    /// What its picture shows and leaves out, as a person chose it.
    default ViewOptions looks() {
        return ViewOptions.PLAIN;
    }

    /// The arguments of the command line that shows the same, after the program's name, e.g.
    /// `render host.yaml --view iova --format text -o -`; empty when there is none.
    default Optional<String> commandLine() {
        return Optional.empty();
    }

    /// What it shows as text, for the clipboard: the selected rows, the item under the cursor; empty
    /// for "nothing of its own".
    default Optional<String> copyText() {
        return Optional.empty();
    }

    /// Goes to where one types to find something (Ctrl+F); false when it has no such place.
    default boolean find() {
        return false;
    }

    /// Does something that only this view can do; false when it cannot.
    default boolean perform(ActionId id) {
        return false;
    }

    /// Brings something into view, also where its place is empty, such as an address.
    default void reveal(ElementId element) {}

    /// Lets go of what outlives it. Called when the document is closed.
    default void close() {}
}
