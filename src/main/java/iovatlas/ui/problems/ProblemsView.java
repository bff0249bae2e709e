package iovatlas.ui.problems;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;
import iovatlas.ui.theme.WrappedText;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The problems tab.
public final class ProblemsView implements PaneView {

    private static final double SIGN = 28;
    private static final double RULE = 190;
    private static final double ANSWER = 200;
    private static final double ANSWER_SHARE = 0.24;
    private static final double SCROLL_BAR = 14;
    private static final double TIP = 520;

    private static final double ROW = 24;
    private static final int LEAST_ROWS = 3;
    private static final int WISHED_ROWS = 6;

    private final ViewContext context;
    private final ProblemsViewModel model;
    private final TableView<Problem> table = new TableView<>();

    public ProblemsView(ViewContext context) {
        this.context = context;
        this.model = new ProblemsViewModel(context.session());
        table.setItems(model.problems());
        table.setMinHeight(0);
        table.setId("problems");
        table.getStyleClass().addAll("dense", "no-header");
        table.setPlaceholder(new Label("Nothing is wrong."));
        table.getColumns().add(signs());
        table.getColumns().add(texts("Rule", Problem::rule, RULE, "mono"));
        TableColumn<Problem, String> text = texts("Problem", Problem::text, 400, "");
        TableColumn<Problem, String> answer = texts("Answer", Problem::verdict, ANSWER, "answer");
        answer.prefWidthProperty()
                .bind(Bindings.max(ANSWER, table.widthProperty().multiply(ANSWER_SHARE)));
        text.prefWidthProperty()
                .bind(
                        table.widthProperty()
                                .subtract(answer.prefWidthProperty())
                                .subtract(SIGN + RULE + SCROLL_BAR));
        table.getColumns().add(text);
        table.getColumns().add(answer);
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(problem -> {
                    if (problem != null) {
                        model.choose(problem);
                    }
                });
        table.setRowFactory(_ -> row());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                chosen().ifPresent(problem -> explain(problem, table));
                event.consume();
            }
        });
    }

    @Override
    public PaneNeed need() {
        int rows = Math.max(LEAST_ROWS, model.problems().size());
        return PaneNeed.of(LEAST_ROWS * ROW, ROW * Math.min(WISHED_ROWS, rows));
    }

    private static TableColumn<Problem, Problem> signs() {
        TableColumn<Problem, Problem> column = new TableColumn<>("");
        column.setMinWidth(SIGN);
        column.setMaxWidth(SIGN);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new SignCell());
        return column;
    }

    private static TableColumn<Problem, String> texts(
            String title, Function<Problem, String> text, double width, String style) {
        TableColumn<Problem, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(text.apply(data.getValue())));
        if (!style.isEmpty()) {
            column.getStyleClass().add(style);
        }
        return column;
    }

    private TableRow<Problem> row() {
        TableRow<Problem> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY
                    && event.getClickCount() == 2
                    && row.getItem() != null) {
                explain(row.getItem(), row);
            }
        });
        row.itemProperty()
                .subscribe(problem -> {
                    row.setContextMenu(problem == null ? null : menu(problem));
                    row.setTooltip(problem == null ? null : whole(problem));
                });
        return row;
    }

    /// What the columns may have to cut.
    private static Tooltip whole(Problem problem) {
        Tooltip whole = new Tooltip(problem.text() + "\n" + problem.verdict());
        WrappedText.in(whole);
        whole.setMaxWidth(TIP);
        return whole;
    }

    private ContextMenu menu(Problem problem) {
        ContextMenu menu = new ContextMenu();
        MenuItem explain = new MenuItem("Explain");
        explain.setOnAction(_ -> explain(problem, table));
        menu.getItems().add(explain);
        for (Fix fix : model.doable(problem)) {
            MenuItem mend = new MenuItem("Fix: " + fix.text());
            mend.setOnAction(
                    _ -> model.mend(fix).ifPresent(context.session().pointingProperty()::set));
            menu.getItems().add(mend);
        }
        return menu;
    }

    private void explain(Problem problem, Node owner) {
        Label title = new Label(problem.rule());
        title.getStyleClass().add("title-4");
        Label text = new Label(model.explain(problem));
        WrappedText.in(text);
        text.setMaxWidth(480);
        VBox box = new VBox(8, title, text);
        box.getStyleClass().add("popover-page");
        PopOver popOver = new PopOver(box);
        popOver.setDetachable(false);
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        // Its own sheet is light in any theme; ours must come after it.
        popOver.getRoot().getStylesheets().addAll(table.getScene().getStylesheets());
        popOver.show(owner);
    }

    private Optional<Problem> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    @Override
    public Node node() {
        return table;
    }

    @Override
    public ObservableValue<String> title() {
        return model.title();
    }

    @Override
    public Optional<String> copyText() {
        return Optional.of(
                chosen().map(model::line)
                        .orElseGet(() ->
                                model.problems().stream()
                                        .map(model::line)
                                        .collect(Collectors.joining("\n"))));
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of("check " + ViewLine.input(context));
    }

    /// The severity by shape and colour.
    private static final class SignCell extends TableCell<Problem, Problem> {
        @Override
        protected void updateItem(@Nullable Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            if (empty || problem == null) {
                setGraphic(null);
                return;
            }
            FontIcon icon = new FontIcon(icon(problem.severity()));
            icon.getStyleClass().add("severity-" + problem.severity().word());
            setGraphic(icon);
            setAccessibleText(problem.severity().word());
        }

        private static String icon(Severity severity) {
            return switch (severity) {
                case ERROR -> "fth-x-octagon";
                case WARNING -> "fth-alert-triangle";
                case NOTE -> "fth-info";
            };
        }
    }
}
