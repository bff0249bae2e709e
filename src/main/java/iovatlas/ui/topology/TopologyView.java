package iovatlas.ui.topology;

import iovatlas.diagram.Drawing;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.DrawnPane;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.editor.TopologyEditor;
import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;

import java.util.List;
import java.util.Optional;

/// The topology pane.
public final class TopologyView implements PaneView {

    /// A small machine fills the pane up to this scale, as a slide would show it.
    private static final double LARGEST = 1.6;

    /// A machine is shown whole down to this scale: its shape says more than its small print.
    private static final double SMALLEST = 0.6;

    /// A pane that can be as high as it likes shows it at least this large.
    private static final double WELL = 0.72;

    /// Where a machine is begun there is room to draw it.
    private static final PaneNeed BEGINNING = PaneNeed.of(330, 420);

    /// The palette shows its first shelves in this height, and is easy to search in the other.
    private static final double FIRST_SHELVES = 300;

    private static final double MANY_SHELVES = 440;

    private final ViewContext context;
    private final TopologyViewModel model;
    private final DrawingView view;
    private final List<Node> tools;
    private final TopologyEditor editor;

    public TopologyView(ViewContext context) {
        this.context = context;
        this.model = new TopologyViewModel(context.session(), context.executor());
        this.view = new DrawnPane(context, model.drawing()).view();
        view.setOnActivate(model::toggle);
        view.setId("topology");
        view.setLeastScale(SMALLEST, ViewTransform.LEGIBLE);
        view.setMostScale(LARGEST);
        context.session()
                .selection()
                .selectedProperty()
                .subscribe(selected -> selected.primary().ifPresent(view::reveal));
        editor = new TopologyEditor(context, view, model);
        Button parts = new Button("parts " + ActionId.PARTS.keys());
        parts.getStyleClass().setAll("hint-button");
        parts.setId("parts-button");
        parts.setOnAction(_ -> editor.toggleParts());
        Button fit = new Button("fit F");
        fit.getStyleClass().setAll("hint-button");
        fit.setOnAction(_ -> view.fit());
        Button actual = new Button("1:1");
        actual.getStyleClass().setAll("hint-button");
        actual.setOnAction(_ -> view.actualSize());
        tools = List.of(parts, fit, actual);
    }

    @Override
    public Node node() {
        return editor.node();
    }

    @Override
    public void takeFocus() {
        view.requestFocus();
    }

    @Override
    public boolean perform(ActionId id) {
        return editor.perform(id);
    }

    @Override
    public Optional<String> copyText() {
        return editor.copyText();
    }

    @Override
    public ObservableValue<String> title() {
        return model.title();
    }

    @Override
    public List<Node> tools() {
        return tools;
    }

    @Override
    public Optional<DrawingView> canvas() {
        return Optional.of(view);
    }

    @Override
    public PaneNeed need() {
        PaneNeed drawing = model.isEmpty() ? BEGINNING : view.need(SMALLEST, WELL, 1);
        return editor.hasParts() ? drawing.atLeast(FIRST_SHELVES, MANY_SHELVES) : drawing;
    }

    @Override
    public Optional<Drawing> textDrawing(int columns) {
        return Optional.of(model.textDrawing(columns));
    }

    @Override
    public View exported() {
        return View.TOPOLOGY;
    }

    @Override
    public ViewOptions looks() {
        return model.looks();
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of(ViewLine.picture(context, exported(), looks()));
    }
}
