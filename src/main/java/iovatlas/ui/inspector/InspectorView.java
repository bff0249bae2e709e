package iovatlas.ui.inspector;

import iovatlas.topology.ElementId;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;
import iovatlas.ui.pane.WindowFault;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The inspector.
public final class InspectorView implements PaneView, FieldActions {

    private static final double LABELS = 92;
    private static final double BUTTONS = 18;
    private static final double INDENT = 8;

    /// So many properties may be left out and are shown all the same.
    private static final int FEW = 6;

    private final ViewContext context;
    private final InspectorViewModel model;
    private final VBox box = new VBox();
    private final ScrollPane scroll = new ScrollPane(box);
    private final HelpPart help = new HelpPart();
    private final BorderPane node = new BorderPane(scroll);
    private final ObservableValue<String> title;
    private final List<FieldControl> controls = new ArrayList<>();
    private boolean unfolded;

    public InspectorView(ViewContext context) {
        this.context = context;
        this.model =
                new InspectorViewModel(context.session(), context.executor(), WindowFault::report);
        this.title = model.sheetProperty().map(Sheet::title);
        box.getStyleClass().add("inspector");
        box.setMinWidth(0);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("inspector-scroll");
        scroll.setId("inspector");
        node.setBottom(help.node());
        node.setMinWidth(0);
        model.sheetProperty().subscribe(this::show);
    }

    private void show(Sheet sheet) {
        String focused =
                controls.stream()
                        .filter(FieldControl::isFocused)
                        .map(control -> control.field().label())
                        .findFirst()
                        .orElse("");
        controls.clear();
        box.getChildren().clear();
        properties(sheet.properties());
        if (!sheet.computed().isEmpty()) {
            Label computed = new Label("Computed");
            computed.getStyleClass().add("section-title");
            box.getChildren().addAll(computed, grid(sheet.computed()));
        }
        ReasonsPart.add(box, sheet, this::mend);
        controls.stream()
                .filter(control -> control.field().label().equals(focused))
                .findFirst()
                .ifPresentOrElse(FieldControl::takeFocus, help::clear);
    }

    /// What is given; what is left out stands behind a button where there is much of it.
    private void properties(List<Field> fields) {
        List<Field> left = fields.stream().filter(Field::isLeftOut).toList();
        boolean folded = left.size() > FEW;
        List<Field> given = folded ? fields.stream().filter(f -> !f.isLeftOut()).toList() : fields;
        if (!given.isEmpty()) {
            box.getChildren().add(grid(given));
        }
        if (folded) {
            GridPane more = grid(left);
            box.getChildren().addAll(fold(more, left.size()), more);
        }
    }

    private ToggleButton fold(GridPane more, int count) {
        ToggleButton fold = new ToggleButton();
        fold.setId("inspector-more");
        fold.getStyleClass().setAll("hint-button", "fold-button");
        fold.setSelected(unfolded);
        fold.selectedProperty()
                .subscribe(open -> {
                    unfolded = open;
                    more.setVisible(open);
                    more.setManaged(open);
                    fold.setText((open ? "\u25be " : "\u25b8 ") + count + " left out, with defaults");
                });
        enter(fold);
        return fold;
    }

    private GridPane grid(List<Field> fields) {
        GridPane grid = new GridPane(6, 4);
        grid.setMinWidth(0);
        ColumnConstraints labels = new ColumnConstraints(LABELS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(labels, values, new ColumnConstraints(BUTTONS));
        int row = 0;
        for (Field field : fields) {
            FieldControl control = new FieldControl(field, this);
            controls.add(control);
            grid.addRow(row, label(field, control), control.node());
            if (field.editor() == null && !field.why().isEmpty()) {
                grid.add(why(control), 2, row);
            } else if (field.isResettable()) {
                grid.add(reset(control), 2, row);
            }
            row++;
        }
        return grid;
    }

    private static Label label(Field field, FieldControl control) {
        int depth = field.meaning().depth();
        Label label = new Label(field.label());
        label.getStyleClass()
                .addAll("muted", field.editor() == null ? "label-read" : "label-edit");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(LABELS);
        GridPane.setMargin(label, new Insets(0, 0, 0, depth * INDENT));
        GridPane.setValignment(label, VPos.TOP);
        label.setLabelFor(control.node().getChildrenUnmodifiable().getFirst());
        String kernel = field.meaning().kernel();
        label.setTooltip(new Tooltip(field.label() + (kernel.isEmpty() ? "" : "\n" + kernel)));
        return label;
    }

    private Button why(FieldControl control) {
        Button why = button("?", "Why is " + control.field().label() + " so?", control::explain);
        why.focusedProperty()
                .subscribe(focused -> {
                    if (focused) {
                        tell(control.field());
                    }
                });
        why.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && control.explains()) {
                        control.explain();
                        event.consume();
                    }
                });
        return why;
    }

    private Button reset(FieldControl control) {
        Field field = control.field();
        String usual = field.meaning().usual();
        return button(
                "\u21ba",
                "Leave out "
                        + field.label()
                        + (usual.isEmpty() ? "" : ": back to the default " + usual),
                control::reset);
    }

    private static Button button(String sign, String says, Runnable does) {
        Button button = new Button(sign);
        button.getStyleClass().setAll("hint-button", "why-button");
        button.setAccessibleText(says);
        button.setTooltip(new Tooltip(says));
        button.setOnAction(_ -> does.run());
        GridPane.setValignment(button, VPos.TOP);
        enter(button);
        return button;
    }

    /// Enter does what a click does, as Space does anyway.
    private static void enter(ButtonBase button) {
        button.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        button.fire();
                        event.consume();
                    }
                });
    }

    @Override
    public Optional<String> change(Field field, String text) {
        return model.change(field, text);
    }

    @Override
    public void judge(Field field, String text, Consumer<Judgement> use) {
        model.judge(field, text, use);
    }

    @Override
    public void tell(Field field) {
        help.show(field);
    }

    private void mend(Change change) {
        model.mend(change)
                .ifPresentOrElse(
                        refusal -> context.dialogs().note("Not done", refusal),
                        () -> context.dialogs().note("Done", change.text()));
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    @Override
    public void takeFocus() {
        controls.stream()
                .filter(control -> control.field().editor() != null)
                .findFirst()
                .ifPresentOrElse(FieldControl::takeFocus, scroll::requestFocus);
    }

    /// Why the selected function is in its group; without one, all groups.
    @Override
    public Optional<String> commandLine() {
        String groups = "groups " + ViewLine.input(context);
        return context.session()
                .selection()
                .primary()
                .map(selected ->
                        selected instanceof ElementId.OfFunction function
                                ? groups + " --explain " + function.at()
                                : groups)
                .or(() -> Optional.of(groups));
    }

    @Override
    public Optional<String> copyText() {
        return Optional.of(model.sheet().text());
    }
}
