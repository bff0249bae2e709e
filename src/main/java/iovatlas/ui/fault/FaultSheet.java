package iovatlas.ui.fault;

import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.ui.theme.WrappedText;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Function;

/// The fault locator: the log above, the faults in a table, the chosen one told below with ways to
/// its address, its device and the step that unmapped it.
public final class FaultSheet {

    private static final double WIDTH = 1060;
    private static final double HEIGHT = 640;
    private static final double TEXT_HEIGHT = 130;
    private static final double FIXED = 440;

    private final FaultModel model;
    private final FaultJumps jumps;
    private final TextArea text = new TextArea();
    private final TableView<FaultPlace> table = new TableView<>();
    private final Label summary = new Label();
    private final Label told = new Label();
    private final Button address = new Button("Show on the Map");
    private final Button device = new Button("Show the Device");
    private final Button step = new Button("Show Where It Was Mapped");
    private final VBox node;

    public FaultSheet(FaultModel model, FaultJumps jumps, String document) {
        this.model = model;
        this.jumps = jumps;
        Label title = new Label("Locate Faults on " + document);
        title.getStyleClass().add("sheet-title");
        text.setId("fault-text");
        text.getStyleClass().addAll("mono", "paste-text");
        text.setPromptText(
                "Paste fault lines here, e.g. DMAR: [DMA Write NO_PASID] Request device [01:00.0]"
                        + " fault addr 0xfffff000 [fault reason 0x05] ...");
        text.setMinHeight(TEXT_HEIGHT);
        text.setMaxHeight(TEXT_HEIGHT);
        text.textProperty().bindBidirectional(model.textProperty());
        WrappedText.in(summary);
        summary.setId("fault-summary");
        summary.getStyleClass().add("muted");
        summary.setMinHeight(Region.USE_PREF_SIZE);
        addColumns();
        VBox.setVgrow(table, Priority.ALWAYS);
        WrappedText.in(told);
        told.setId("fault-story");
        told.setMinHeight(Region.USE_PREF_SIZE);
        told.setMaxWidth(Double.MAX_VALUE);
        told.getStyleClass().add("fault-story");
        told.managedProperty().bind(told.textProperty().isNotEmpty());
        node = new VBox(8, title, text, summary, table, told, buttons());
        node.getStyleClass().add("sheet");
        node.setId("fault-sheet");
        node.setPrefSize(WIDTH, HEIGHT);
        node.setMaxSize(WIDTH, HEIGHT);
        table.getSelectionModel().selectedItemProperty().subscribe(this::tell);
        model.locatedProperty().subscribe(this::show);
    }

    public Node node() {
        return node;
    }

    /// Takes the keyboard.
    public void takeFocus() {
        text.requestFocus();
    }

    private void addColumns() {
        table.setId("faults");
        table.getStyleClass().add("dense");
        table.setMinHeight(60);
        table.setPlaceholder(new Label("No faults."));
        table.getColumns().add(column("Line", 50, place -> "" + place.fault().line()));
        table.getColumns().add(column("Times", 55, place -> "" + place.times()));
        table.getColumns().add(column("By", 165, place -> place.fault().reporter().word()));
        TableColumn<FaultPlace, String> what = column("Fault", 400, FaultPlace::headline);
        what.prefWidthProperty().bind(table.widthProperty().subtract(FIXED));
        table.getColumns().add(what);
        table.getColumns()
                .add(
                        column(
                                "In",
                                150,
                                place ->
                                        place.space().isEmpty()
                                                ? place.group() < 0 ? "" : "the kernel's domain"
                                                : place.space()));
    }

    private static TableColumn<FaultPlace, String> column(
            String title, double width, Function<FaultPlace, String> value) {
        TableColumn<FaultPlace, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(value.apply(data.getValue())));
        return column;
    }

    private Node buttons() {
        address.setId("fault-address");
        address.setOnAction(_ ->
                onChosen(place -> {
                    if (model.showAddress(place)) {
                        place.neighbourhood().ifPresent(jumps.toMap());
                    }
                }));
        device.setId("fault-device");
        device.setOnAction(_ ->
                onChosen(place -> {
                    if (model.showDevice(place)) {
                        jumps.toTree().run();
                    }
                }));
        step.setId("fault-step");
        step.setOnAction(_ ->
                onChosen(place -> {
                    model.showMapped(place);
                    place.neighbourhood().ifPresent(jumps.toMap());
                }));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button("Close");
        close.setCancelButton(true);
        close.setOnAction(_ -> jumps.close().run());
        HBox row = new HBox(8, address, device, step, gap, close);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void onChosen(Consumer<FaultPlace> work) {
        @Nullable FaultPlace place = table.getSelectionModel().getSelectedItem();
        if (place != null) {
            work.accept(place);
        }
    }

    private void show(LocatedFaults located) {
        table.getItems().setAll(located.places());
        summary.setText(String.join("\n", located.summary()));
        summary.setManaged(!summary.getText().isEmpty());
        if (!located.places().isEmpty()) {
            table.getSelectionModel().select(0);
        }
    }

    private void tell(@Nullable FaultPlace place) {
        told.setText(place == null ? "" : FaultModel.tell(place));
        address.setDisable(place == null || place.addressElement().isEmpty());
        device.setDisable(place == null || place.deviceElement().isEmpty());
        step.setDisable(place == null || place.unmappedBy() == 0);
    }
}
