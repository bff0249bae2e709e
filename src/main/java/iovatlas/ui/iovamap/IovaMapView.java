package iovatlas.ui.iovamap;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.topology.ElementId;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.DrawnPane;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The IOVA pane.
public final class IovaMapView implements PaneView {

    private final ViewContext context;
    private final IovaMapViewModel model;
    private final DrawingView view;
    private final List<Node> tools = new ArrayList<>();

    public IovaMapView(ViewContext context) {
        this.context = context;
        this.model = new IovaMapViewModel(context.session(), context.executor());
        this.view = new DrawnPane(context, model.drawing()).view();
        view.setId("iova-map");
        view.setLeastScale(ViewTransform.DENSE);
        view.setOnActivate(model::lookAt);
        view.widthProperty().subscribe(this::room);
        view.heightProperty().subscribe(this::room);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addTools();
    }

    private void addTools() {
        ToggleGroup group = new ToggleGroup();
        for (AxisMode mode : AxisMode.values()) {
            String word = mode.word();
            ToggleButton button = new ToggleButton(word + " " + key(mode).getName());
            button.getStyleClass().setAll("hint-button");
            button.setToggleGroup(group);
            button.setOnAction(_ -> model.modeProperty().set(mode));
            model.modeProperty().subscribe(now -> button.setSelected(now == mode));
            tools.add(button);
        }
        Button go = new Button("go to G");
        go.getStyleClass().setAll("hint-button");
        go.setOnAction(_ -> goTo());
        tools.add(go);
        tools.add(button("collision N", "Next collision", () -> model.nextCollision(true)));
        for (MapLayer layer : MapLayer.values()) {
            tools.add(layerButton(layer));
        }
        ToggleButton changes = new ToggleButton("changes H");
        changes.getStyleClass().setAll("hint-button");
        changes.setTooltip(
                new Tooltip(
                        "Outline what the last step changed; M marks the step to compare with"));
        changes.selectedProperty().bindBidirectional(model.changesProperty());
        tools.add(changes);
        Button all = new Button("all addresses");
        all.getStyleClass().setAll("hint-button");
        all.setOnAction(_ -> model.viewportProperty().set(null));
        all.visibleProperty().bind(model.viewportProperty().isNotNull());
        all.managedProperty().bind(all.visibleProperty());
        tools.add(all);
    }

    private static Button button(String text, String accessible, Runnable action) {
        Button button = new Button(text);
        button.getStyleClass().setAll("hint-button");
        button.setAccessibleText(accessible);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private ToggleButton layerButton(MapLayer layer) {
        ToggleButton button = new ToggleButton(layer.word() + " " + key(layer).getName());
        button.getStyleClass().setAll("hint-button");
        button.setOnAction(_ -> model.toggle(layer));
        model.layersProperty().subscribe(now -> button.setSelected(now.contains(layer)));
        return button;
    }

    private static KeyCode key(MapLayer layer) {
        return switch (layer) {
            case USER_VIEW -> KeyCode.U;
            case BRIDGE_WINDOWS -> KeyCode.W;
        };
    }

    private void room() {
        model.setRoom(view.getWidth(), view.getHeight());
    }

    private void goTo() {
        context.dialogs()
                .askText("Go to address", "0x.., 0x..-0x.., 0x..+64K, 128M, or a device", "")
                .flatMap(model::goTo)
                .ifPresent(wrong -> context.dialogs().note("No such address", wrong));
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.G) {
            goTo();
            event.consume();
        }
        for (MapLayer layer : MapLayer.values()) {
            if (key(layer) == event.getCode()) {
                model.toggle(layer);
                event.consume();
            }
        }
        switch (event.getCode()) {
            case N -> model.nextCollision(!event.isShiftDown());
            case H -> model.changesProperty().set(!model.changesProperty().get());
            case M -> model.markStep();
            default -> {
                modeKey(event);
                return;
            }
        }
        event.consume();
    }

    private void modeKey(KeyEvent event) {
        for (AxisMode mode : AxisMode.values()) {
            if (key(mode) == event.getCode()) {
                model.modeProperty().set(mode);
                event.consume();
            }
        }
    }

    private static KeyCode key(AxisMode mode) {
        return switch (mode) {
            case BROKEN -> KeyCode.B;
            case LINEAR -> KeyCode.L;
            case LOGARITHMIC -> KeyCode.O;
        };
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
    public void reveal(ElementId element) {
        model.lookAt(element);
    }

    @Override
    public Optional<Drawing> textDrawing(int columns) {
        return Optional.of(model.textDrawing(columns));
    }

    @Override
    public View exported() {
        return View.IOVA;
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
