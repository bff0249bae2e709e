package iovatlas.ui.inspector;

import iovatlas.topology.ElementId;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;
import iovatlas.ui.pane.WindowFault;

import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The inspector.
public final class InspectorView implements PaneView {

    private static final double LABELS = 96;

    private final ViewContext context;
    private final InspectorViewModel model;
    private final VBox box = new VBox();
    private final ScrollPane scroll = new ScrollPane(box);
    private final ObservableValue<String> title;
    private final List<FieldControl> controls = new ArrayList<>();

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
        if (!sheet.properties().isEmpty()) {
            box.getChildren().add(grid(sheet.properties()));
        }
        if (!sheet.computed().isEmpty()) {
            Label computed = new Label("Computed");
            computed.getStyleClass().add("section-title");
            box.getChildren().addAll(computed, grid(sheet.computed()));
        }
        ReasonsPart.add(box, sheet, this::mend);
        controls.stream()
                .filter(control -> control.field().label().equals(focused))
                .findFirst()
                .ifPresent(FieldControl::takeFocus);
    }

    private GridPane grid(List<Field> fields) {
        GridPane grid = new GridPane(8, 4);
        grid.setMinWidth(0);
        ColumnConstraints labels = new ColumnConstraints(LABELS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(labels, values);
        int row = 0;
        for (Field field : fields) {
            FieldControl control =
                    new FieldControl(field, model::change, model::check, model::caution);
            controls.add(control);
            Label label = new Label(field.label());
            label.getStyleClass()
                    .addAll("muted", field.editor() == null ? "label-read" : "label-edit");
            GridPane.setValignment(label, VPos.TOP);
            label.setLabelFor(control.node());
            label.setTooltip(new Tooltip(field.label()));
            grid.addRow(row++, label, control.node());
            if (!field.why().isEmpty()) {
                grid.add(why(control), 2, row - 1);
            }
        }
        return grid;
    }

    private static Button why(FieldControl control) {
        Button why = new Button("?");
        why.getStyleClass().setAll("hint-button", "why-button");
        why.setAccessibleText("Why is " + control.field().label() + " so?");
        why.setOnAction(_ -> control.explain());
        GridPane.setValignment(why, VPos.TOP);
        return why;
    }

    private void mend(Change change) {
        model.mend(change)
                .ifPresentOrElse(
                        refusal -> context.dialogs().note("Not done", refusal),
                        () -> context.dialogs().note("Done", change.text()));
    }

    @Override
    public Node node() {
        return scroll;
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
