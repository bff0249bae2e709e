package iovatlas.ui.tables;

import iovatlas.table.FactTable;
import iovatlas.table.TableKind;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;
import iovatlas.ui.pane.WindowFault;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The tables tab.
public final class TablesView implements PaneView {

    /// How wide a character of a cell is, in pixels.
    private static final double CHARACTER = 7.3;

    private final ViewContext context;
    private final TablesViewModel model;
    private final ObservableList<FactTable.Row> rows = FXCollections.observableArrayList();
    private final SortedList<FactTable.Row> sorted = new SortedList<>(rows);
    private final TableView<FactTable.Row> table = new TableView<>(sorted);
    private final CustomTextField filter = (CustomTextField) TextFields.createClearableTextField();
    private final Label count = new Label();
    private final VBox box;

    public TablesView(ViewContext context) {
        this.context = context;
        this.model =
                new TablesViewModel(context.session(), context.executor(), WindowFault::report);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setMinHeight(0);
        table.setId("table");
        table.getStyleClass().add("dense");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setPlaceholder(new Label("There are none."));
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> {
                    if (row != null && table.isFocused()) {
                        model.choose(row);
                    }
                });
        context.session().selection().selectedProperty().subscribe(_ -> follow());
        VBox.setVgrow(table, Priority.ALWAYS);
        box = new VBox(bar(), table);
        box.setMinHeight(0);
        box.sceneProperty().subscribe(scene -> model.setWatched(scene != null));
        model.tableProperty().subscribe(this::show);
    }

    private HBox bar() {
        ComboBox<TableKind> kinds = new ComboBox<>();
        kinds.getItems().setAll(TableKind.values());
        kinds.setVisibleRowCount(TableKind.values().length);
        kinds.valueProperty().bindBidirectional(model.kindProperty());
        kinds.setAccessibleText("Table");
        filter.setPromptText("Filter rows");
        model.filterProperty().bind(filter.textProperty());
        count.getStyleClass().add("hint");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox bar =
                new HBox(kinds, filter, count, spring, copy("Copy", false), copy("Copy CSV", true));
        bar.getStyleClass().add("tables-bar");
        return bar;
    }

    private Button copy(String text, boolean csv) {
        Button button = new Button(text);
        button.getStyleClass().setAll("hint-button");
        button.setOnAction(_ -> {
            FactTable shown = shown();
            context.dialogs()
                    .copy(csv ? shown.csv() : shown.text(), model.kindProperty().get().toString());
        });
        return button;
    }

    /// The selected rows, all when none or one is; in the order in which they are shown.
    private FactTable shown() {
        List<FactTable.Row> chosen = table.getSelectionModel().getSelectedItems();
        return new FactTable(
                model.table().columns(), List.copyOf(chosen.size() > 1 ? chosen : sorted));
    }

    private void show(FactTable facts) {
        List<String> before = table.getColumns().stream().map(TableColumn::getText).toList();
        if (!before.equals(facts.columns())) {
            List<TableColumn<FactTable.Row, ?>> columns = new ArrayList<>();
            for (int i = 0; i < facts.columns().size(); i++) {
                columns.add(column(facts, i));
            }
            table.getColumns().setAll(columns);
        }
        rows.setAll(facts.rows());
        follow();
        count.setText(facts.rows().size() == 1 ? "1 row" : facts.rows().size() + " rows");
    }

    /// Marks the row of the selected thing, unless the person is at work in the table.
    private void follow() {
        if (table.isFocused()) {
            return;
        }
        int row =
                context.session()
                        .selection()
                        .primary()
                        .map(element ->
                                IntStream.range(0, sorted.size())
                                        .filter(i -> element.equals(sorted.get(i).element()))
                                        .findFirst()
                                        .orElse(-1))
                        .orElse(-1);
        table.getSelectionModel().clearSelection();
        if (row >= 0) {
            table.getSelectionModel().select(row);
            table.scrollTo(Math.max(0, row - 2));
        }
    }

    private static TableColumn<FactTable.Row, String> column(FactTable facts, int index) {
        TableColumn<FactTable.Row, String> column = new TableColumn<>(facts.columns().get(index));
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(data.getValue().cells().get(index)));
        column.setComparator(new CellOrder());
        int widest =
                facts.rows().stream()
                        .limit(200)
                        .mapToInt(row -> row.cells().get(index).length())
                        .max()
                        .orElse(0);
        int letters = Math.max(facts.columns().get(index).length() + 2, widest);
        column.setPrefWidth(Math.clamp(letters, 5, 90) * CHARACTER + 20);
        column.getStyleClass().add("mono");
        return column;
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyObjectWrapper<>("Tables");
    }

    @Override
    public void takeFocus() {
        table.requestFocus();
    }

    @Override
    public boolean find() {
        filter.requestFocus();
        return true;
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of(
                "render %s --view all --format csv --table %s --step %d -o %2$s.csv"
                        .formatted(
                                ViewLine.input(context),
                                model.kindProperty().get().word(),
                                context.session().computed().step()));
    }

    @Override
    public Optional<String> copyText() {
        return Optional.of(shown().text());
    }
}
