package iovatlas.ui.search;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// A line to type into and the hits below it. Up and down choose, Enter goes there.
public final class FinderView {

    private static final double WIDTH = 620;
    private static final double ROW = 30;
    private static final int ROWS = 14;

    private final FinderModel model;
    private final TextField field = new TextField();
    private final ListView<Hit> list;
    private final VBox root;
    private final Runnable onDone;

    /// @param prompt what to type
    /// @param onDone called before the finder goes somewhere, to put it away
    public FinderView(FinderModel model, String prompt, Runnable onDone) {
        this.model = model;
        this.onDone = onDone;
        list = new ListView<>(model.results());
        list.setFixedCellSize(ROW);
        list.prefHeightProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> ROW * Math.clamp(model.results().size(), 1, ROWS) + 4,
                                model.results()));
        list.setMinHeight(Region.USE_PREF_SIZE);
        list.setCellFactory(_ -> new HitCell());
        list.setPlaceholder(new Label("Nothing is called that"));
        list.setFocusTraversable(false);
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                accept();
            }
        });
        field.setPromptText(prompt);
        field.setId("finder-query");
        field.textProperty().bindBidirectional(model.queryProperty());
        field.textProperty().subscribe(_ -> list.getSelectionModel().selectFirst());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        root = new VBox(field, list);
        root.getStyleClass().addAll("sheet", "finder");
        root.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        root.setPrefWidth(WIDTH);
    }

    public Node node() {
        return root;
    }

    /// Begins anew; call it when the node is on the screen.
    public void begin() {
        model.begin();
        field.requestFocus();
        list.getSelectionModel().selectFirst();
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS - 1);
            case PAGE_UP -> move(1 - ROWS);
            case ENTER -> accept();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int rows) {
        int size = list.getItems().size();
        if (size > 0) {
            int now = list.getSelectionModel().getSelectedIndex();
            int next = Math.clamp(now + rows, 0, size - 1);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - ROWS + 2));
        }
    }

    private void accept() {
        Hit hit = list.getSelectionModel().getSelectedItem();
        if (hit != null) {
            onDone.run();
            model.accept(hit);
        }
    }

    private static final class HitCell extends ListCell<Hit> {
        private final Label text = new Label();
        private final Label detail = new Label();
        private final Label kind = new Label();
        private final HBox row = new HBox(12, text, detail, kind);

        HitCell() {
            detail.getStyleClass().add("muted");
            kind.getStyleClass().add("result-kind");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            text.setMinWidth(Region.USE_PREF_SIZE);
            detail.setMaxWidth(Double.MAX_VALUE);
            detail.setMinWidth(0);
            HBox.setHgrow(detail, Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMaxWidth(WIDTH - 40);
        }

        @Override
        protected void updateItem(@Nullable Hit hit, boolean empty) {
            super.updateItem(hit, empty);
            setText(null);
            if (hit == null || empty) {
                setGraphic(null);
                return;
            }
            text.setText(hit.text());
            detail.setText(hit.detail());
            kind.setText(hit.kind());
            setGraphic(row);
        }
    }
}
