package iovatlas.ui.msipath;

import iovatlas.diagram.Drawing;
import iovatlas.export.View;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.DrawnPane;
import iovatlas.ui.msipath.MsiPathViewModel.Mode;
import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;

/// The MSI pane: the strip of a vector, stepped through with `.` and `,`; `M` for the matrix of all
/// vectors, `P` for a probe.
public final class MsiPathView implements PaneView {

    /// Text is not shrunk: what does not fit is scrolled.
    private static final double LEAST_SCALE = 1;

    private static final ObservableValue<String> TAB_TITLE =
            new ReadOnlyStringWrapper("MSI path").getReadOnlyProperty();

    /// For the strip of one vector.
    private static final PaneNeed STRIP = PaneNeed.of(128, 185);

    private final ViewContext context;
    private final MsiPathViewModel model;
    private final DrawingView view;
    private final ProbeBar probe;
    private final VBox box;
    private final List<Node> tools;

    public MsiPathView(ViewContext context) {
        this.context = context;
        this.model = new MsiPathViewModel(context.session(), context.executor());
        this.view = new DrawnPane(context, model.drawing()).view();
        view.setId("msi-path");
        view.setLeastScale(LEAST_SCALE);
        view.widthProperty().subscribe(this::room);
        view.heightProperty().subscribe(this::room);
        view.setOnActivate(this::activated);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        probe = new ProbeBar(model, view::requestFocus);
        box = new VBox(probe.node(), view);
        box.setMinSize(0, 0);
        // A tab pane takes the keyboard with every press that it hears of.
        box.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        VBox.setVgrow(view, Priority.ALWAYS);
        tools =
                List.of(
                        stepper(
                                "hop",
                                button("\u2039", "Previous hop (,)", () -> model.step(-1)),
                                button("\u203a", "Next hop (.)", () -> model.step(1))),
                        stepper(
                                "vector",
                                button("\u2039", "Previous vector", () -> model.move(-1)),
                                button("\u203a", "Next vector", () -> model.move(1))),
                        matrix(),
                        button("probe P", "Ask what a write does", this::toggleProbe));
    }

    private void room() {
        model.setRoom(view.getWidth(), view.getHeight());
    }

    private Button button(String text, String meaning, Runnable action) {
        Button button = new Button(text);
        button.getStyleClass().setAll("hint-button");
        button.setAccessibleText(meaning);
        button.setTooltip(new Tooltip(meaning));
        button.setOnAction(_ -> action.run());
        button.disableProperty().bind(context.session().vectorProperty().isNull());
        return button;
    }

    /// Two arrows with what they step through between them, in one frame.
    private static Node stepper(String what, Button back, Button on) {
        Label label = new Label(what);
        label.getStyleClass().add("hint");
        HBox box = new HBox(back, label, on);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("stepper");
        return box;
    }

    private ToggleButton matrix() {
        ToggleButton button = new ToggleButton("matrix M");
        button.getStyleClass().setAll("hint-button");
        button.setAccessibleText("Where all vectors go");
        button.setOnAction(_ -> toggleMatrix());
        model.modeProperty().subscribe(mode -> button.setSelected(mode == Mode.MATRIX));
        return button;
    }

    private void toggleMatrix() {
        model.modeProperty()
                .set(model.modeProperty().get() == Mode.MATRIX ? Mode.STRIP : Mode.MATRIX);
    }

    private void toggleProbe() {
        if (probe.isShown()) {
            probe.close();
        } else {
            probe.open();
        }
    }

    /// A double-click in the matrix opens the vector's strip, one on a station goes to the part.
    private void activated(ElementId element) {
        if (model.modeProperty().get() == Mode.MATRIX) {
            model.modeProperty().set(Mode.STRIP);
        } else {
            context.session().selection().select(element);
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getText().equals(".") || event.getCode() == KeyCode.PERIOD) {
            model.step(1);
        } else if (event.getText().equals(",") || event.getCode() == KeyCode.COMMA) {
            model.step(-1);
        } else if (event.getCode() == KeyCode.M) {
            toggleMatrix();
        } else if (event.getCode() == KeyCode.P) {
            toggleProbe();
        } else if (event.getCode() == KeyCode.ESCAPE && probe.isShown()) {
            probe.close();
        } else {
            return;
        }
        event.consume();
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public ObservableValue<String> title() {
        return model.title();
    }

    @Override
    public ObservableValue<String> tabTitle() {
        return TAB_TITLE;
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
    public PaneNeed need() {
        return STRIP;
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
        return View.MSI;
    }

    @Override
    public Optional<String> commandLine() {
        String arguments = model.arguments();
        return arguments.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "msi %s %s --step %d"
                                .formatted(
                                        ViewLine.input(context),
                                        arguments,
                                        context.session().computed().step()));
    }
}
