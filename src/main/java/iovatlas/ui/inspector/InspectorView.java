package iovatlas.ui.inspector;

import iovatlas.topology.ElementId;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;
import iovatlas.ui.pane.WindowFault;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The inspector.
public final class InspectorView implements PaneView, FieldActions {

    /// A sheet of so many properties shows those that are left out too.
    private static final int FEW = 14;

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
        if (sheet.wordsFirst() && !sheet.why().isEmpty()) {
            VBox words = new VBox();
            words.getStyleClass().add("sheet-words");
            ReasonsPart.add(words, sheet, this::mend);
            box.getChildren().add(words);
        }
        properties(sheet.properties());
        if (!sheet.computed().isEmpty()) {
            Label computed = new Label("Computed");
            computed.getStyleClass().add("section-title");
            box.getChildren().addAll(computed, grid(sheet.computed()));
        }
        if (!sheet.wordsFirst()) {
            ReasonsPart.add(box, sheet, this::mend);
        }
        controls.stream()
                .filter(control -> control.field().label().equals(focused))
                .findFirst()
                .ifPresentOrElse(FieldControl::takeFocus, help::clear);
    }

    /// What is given; what is left out stands behind a button where there is much of it.
    private void properties(List<Field> fields) {
        List<Field> left = fields.stream().filter(Field::isQuiet).toList();
        boolean folded = !left.isEmpty() && fields.size() > FEW;
        List<Field> given = folded ? fields.stream().filter(f -> !f.isQuiet()).toList() : fields;
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
                    fold.setText(
                            (open ? "\u25be " : "\u25b8 ") + count + " more, at their defaults");
                });
        FieldGrid.enter(fold);
        return fold;
    }

    private GridPane grid(List<Field> fields) {
        return new FieldGrid(this, controls).of(fields);
    }

    @Override
    public void change(Field field, String text, Consumer<Optional<String>> told) {
        model.change(field, text, told);
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
