package iovatlas.ui.msipath;

import iovatlas.diagram.Drawing;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.DrawnPane;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;

import java.util.List;
import java.util.Optional;

/// The MSI pane.
public final class MsiPathView implements PaneView {

    private final ViewContext context;
    private final MsiPathViewModel model;
    private final DrawingView view;
    private final List<Node> tools;

    public MsiPathView(ViewContext context) {
        this.context = context;
        this.model = new MsiPathViewModel(context.session(), context.executor());
        this.view = new DrawnPane(context, model.drawing()).view();
        view.setId("msi-path");
        view.setLeastScale(ViewTransform.DENSE);
        view.widthProperty().subscribe(this::room);
        view.heightProperty().subscribe(this::room);
        tools = List.of(button("\u2039 vector", -1), button("vector \u203a", 1));
    }

    private void room() {
        model.setRoom(view.getWidth(), view.getHeight());
    }

    private Button button(String text, int by) {
        Button button = new Button(text);
        button.getStyleClass().setAll("hint-button");
        button.setAccessibleText(by < 0 ? "Previous vector" : "Next vector");
        button.setOnAction(_ -> model.move(by));
        button.disableProperty().bind(context.session().vectorProperty().isNull());
        return button;
    }

    @Override
    public Node node() {
        return view;
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
    public Optional<Drawing> textDrawing(int columns) {
        return Optional.of(model.textDrawing(columns));
    }

    @Override
    public Optional<String> commandLine() {
        String arguments = model.arguments();
        return arguments.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "msi %s %s --step %d"
                                .formatted(
                                        context.session().origin().name(),
                                        arguments,
                                        context.session().computed().step()));
    }
}
