package iovatlas.ui.differences;

import iovatlas.diagnostic.difference.Difference;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.theme.WrappedText;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// Two captures compared: the two sides above, the differences in a table, the chosen one in full
/// with what the model says about why.
public final class DifferencesSheet {

    private static final double WIDTH = 1140;
    private static final double HEIGHT = 650;
    private static final double DETAIL = 150;
    private static final double SIGN = 30;
    private static final double KIND = 130;
    private static final double SUBJECT = 200;
    private static final double SCROLL_BAR = 16;

    private final DifferencesModel model;
    private final DifferencesCommands commands;
    private final TableView<Difference> table = new TableView<>();
    private final Label summary = new Label();
    private final VBox detail = new VBox(2);
    private final VBox node;

    public DifferencesSheet(DifferencesModel model, DifferencesCommands commands) {
        this.model = model;
        this.commands = commands;
        Label title = new Label("Compare Captures");
        title.getStyleClass().add("sheet-title");
        summary.setId("differences-summary");
        WrappedText.in(summary);
        Label failure = new Label();
        model.failureProperty().subscribe(failure::setText);
        failure.managedProperty().bind(failure.textProperty().isNotEmpty());
        failure.getStyleClass().add("alarm-text");
        WrappedText.in(failure);
        addColumns();
        VBox.setVgrow(table, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(detail);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(DETAIL);
        scroll.setMaxHeight(DETAIL);
        scroll.getStyleClass().add("inspector-scroll");
        detail.setId("difference-detail");
        node = new VBox(8, title, sides(), failure, found(), table, scroll, buttons());
        node.getStyleClass().add("sheet");
        node.setId("differences-sheet");
        node.setPrefSize(WIDTH, HEIGHT);
        node.setMaxSize(WIDTH, HEIGHT);
        node.setFocusTraversable(true);
        table.getSelectionModel().selectedItemProperty().subscribe(this::tell);
        model.shownProperty().subscribe(this::show);
        model.busyProperty().subscribe(_ -> summary.setText(model.summary()));
    }

    public Node node() {
        return node;
    }

    private Node sides() {
        Button swap = new Button("Swap");
        swap.setOnAction(_ -> model.swap());
        HBox row =
                new HBox(
                        8,
                        new Label("\u2212 before"),
                        chooser("differences-before", model.beforeProperty()),
                        new Label("+ after"),
                        chooser("differences-after", model.afterProperty()),
                        swap);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private MenuButton chooser(String id, ObjectProperty<@Nullable ComparedSide> side) {
        MenuButton button = new MenuButton("Choose\u2026");
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMnemonicParsing(false);
        HBox.setHgrow(button, Priority.ALWAYS);
        side.subscribe(now -> button.setText(now == null ? "Choose\u2026" : now.name()));
        for (DocumentSession session : commands.sessions()) {
            item(button, session.origin().name(), () -> model.take(side, session));
        }
        if (!commands.sessions().isEmpty()) {
            button.getItems().add(new SeparatorMenuItem());
        }
        item(button, "Files\u2026", () -> model.read(side, commands.chooseFiles().get()));
        item(button, "Paste\u2026", () -> commands.paste().accept(side));
        return button;
    }

    private static void item(MenuButton button, String text, Runnable work) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> work.run());
        button.getItems().add(item);
    }

    private Node found() {
        TextField filter = new TextField();
        filter.setPromptText("Filter");
        filter.setId("differences-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(16, 16);
        busy.visibleProperty().bind(model.busyProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(8, summary, busy, gap, filter);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void addColumns() {
        table.setId("differences");
        table.getStyleClass().add("dense");
        table.setPlaceholder(new Label(""));
        TableColumn<Difference, String> sign =
                column("", SIGN, d -> DifferenceKinds.sign(d.kind()));
        sign.setCellFactory(_ -> new SignCell());
        table.getColumns().add(sign);
        table.getColumns().add(column("What", KIND, d -> DifferenceKinds.word(d.kind())));
        table.getColumns().add(column("Where", SUBJECT, Difference::subject));
        TableColumn<Difference, String> from = column("Before", 300, Difference::before);
        TableColumn<Difference, String> to = column("After", 300, Difference::after);
        var half = table.widthProperty().subtract(SIGN + KIND + SUBJECT + SCROLL_BAR).divide(2);
        from.prefWidthProperty().bind(half);
        to.prefWidthProperty().bind(half);
        table.getColumns().add(from);
        table.getColumns().add(to);
    }

    private static TableColumn<Difference, String> column(
            String title, double width, Function<Difference, String> value) {
        TableColumn<Difference, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(value.apply(data.getValue())));
        return column;
    }

    private Node buttons() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row =
                new HBox(
                        8,
                        button(
                                "Copy as Text",
                                "differences-copy",
                                () -> commands.copy().accept(model.text(), "Text")),
                        button(
                                "Copy as JSON",
                                "differences-json",
                                () -> commands.copy().accept(model.json(), "JSON")),
                        button(
                                "Copy Command",
                                "",
                                () ->
                                        commands.copy()
                                                .accept(
                                                        "iovatlas " + model.commandLine(),
                                                        "Command line")),
                        button(
                                "Save\u2026",
                                "",
                                () -> commands.save().accept("differences.json", model.json())),
                        gap,
                        button("Show in Topology", "differences-mark", commands.mark()),
                        button("Close", "", commands.close()));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String title, String id, Runnable work) {
        Button button = new Button(title);
        button.setId(id);
        button.setOnAction(_ -> work.run());
        return button;
    }

    private void show(java.util.List<Difference> differences) {
        table.getItems().setAll(differences);
        summary.setText(model.summary());
        if (!differences.isEmpty()) {
            table.getSelectionModel().select(0);
        }
    }

    private void tell(@Nullable Difference difference) {
        detail.getChildren().clear();
        if (difference == null) {
            return;
        }
        add(DifferenceKinds.word(difference.kind()) + ": " + difference.subject(), "section-title");
        if (!difference.before().isEmpty()) {
            add("\u2212 " + difference.before(), "difference-gone");
        }
        if (!difference.after().isEmpty()) {
            add("+ " + difference.after(), "difference-new");
        }
        difference.why().forEach(line -> add("\u00b7 " + line, "muted"));
    }

    private void add(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        WrappedText.in(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        detail.getChildren().add(label);
    }

    /// The sign in the colour of its meaning.
    private static final class SignCell extends TableCell<Difference, String> {
        @Override
        protected void updateItem(@Nullable String sign, boolean empty) {
            super.updateItem(sign, empty);
            setText(empty ? "" : sign);
            getStyleClass().removeAll("difference-new", "difference-gone");
            if (!empty && "+".equals(sign)) {
                getStyleClass().add("difference-new");
            } else if (!empty && "\u2212".equals(sign)) {
                getStyleClass().add("difference-gone");
            }
        }
    }
}
