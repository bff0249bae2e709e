package iovatlas.ui.compare;

import iovatlas.diagram.Drawing;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.DrawnPane;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

import java.util.List;
import java.util.Optional;

/// The pane that compares doorbell designs.
public final class CompareView implements PaneView {

    private final ViewContext context;
    private final CompareViewModel model;
    private final DrawingView view;
    private final List<Node> tools;

    public CompareView(ViewContext context) {
        this.context = context;
        this.model = new CompareViewModel(context.session(), context.executor());
        this.view = new DrawnPane(context, model.drawing()).view();
        view.setId("compare");
        view.setLeastScale(ViewTransform.DENSE);
        view.widthProperty().subscribe(() -> model.setRoom(view.getWidth()));
        ToggleButton all = new ToggleButton("all designs");
        all.getStyleClass().setAll("hint-button");
        all.setTooltip(new Tooltip("Show every design instead of the usual ones"));
        all.selectedProperty().bindBidirectional(model.allProperty());
        tools = List.of(all);
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public List<Node> tools() {
        return tools;
    }

    @Override
    public void takeFocus() {
        view.requestFocus();
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyStringWrapper("Compare");
    }

    @Override
    public Optional<DrawingView> canvas() {
        return Optional.of(view);
    }

    @Override
    public Optional<Drawing> textDrawing(int columns) {
        return Optional.of(model.textDrawing(columns));
    }

    @Override
    public View exported() {
        return View.COMPARE;
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
