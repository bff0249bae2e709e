package iovatlas.ui.paste;

import iovatlas.ui.text.LineMarks;
import iovatlas.ui.theme.WrappedText;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The paste-or-drop box: the pieces on the left, the text in the middle with what was not
/// understood underlined, what was found on the right.
public final class PasteSheet {

    private static final double WIDTH = 1160;
    private static final double HEIGHT = 640;
    private static final double LIST_WIDTH = 210;
    private static final Duration REST = Duration.millis(350);

    private final PasteModel model;
    private final PasteCommands commands;
    private final ListView<Piece> list = new ListView<>();
    private final TextArea area = new TextArea();
    private final LineMarks marks = new LineMarks(area);
    private final FindingsPane findings = new FindingsPane(this::goToLine);
    private final Label refusal = new Label();
    private final Button add = new Button("Add to This Machine");
    private final PauseTransition rest = new PauseTransition(REST);
    private final VBox node;
    private boolean following;

    /// @param target the document in front, empty when none is open
    public PasteSheet(PasteModel model, PasteCommands commands, String target) {
        this.model = model;
        this.commands = commands;
        Label title = new Label("Paste or Drop");
        title.getStyleClass().add("sheet-title");
        HBox middle = new HBox(12, pieces(), text(), findings.node());
        VBox.setVgrow(middle, Priority.ALWAYS);
        node = new VBox(10, title, middle, refusal, buttons(target));
        node.getStyleClass().add("sheet");
        node.setId("paste-sheet");
        node.setPrefSize(WIDTH, HEIGHT);
        node.setMaxSize(WIDTH, HEIGHT);
        refusal.getStyleClass().add("alarm-text");
        refusal.setId("paste-refusal");
        WrappedText.in(refusal);
        refusal.managedProperty().bind(refusal.textProperty().isNotEmpty());
        rest.setOnFinished(_ -> model.typed(area.getText()));
        model.chosenProperty().subscribe(this::show);
        model.readingProperty().subscribe(this::found);
        node.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    public Node node() {
        return node;
    }

    /// Takes the keyboard.
    public void takeFocus() {
        area.requestFocus();
    }

    /// Says why something was not done.
    public void refuse(String sentence) {
        refusal.setText(sentence);
    }

    private Node pieces() {
        list.setItems(model.pieces());
        list.setId("paste-pieces");
        list.getStyleClass().add("piece-list");
        list.setAccessibleText("The pieces");
        list.setCellFactory(_ -> new PieceCell());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(piece -> {
                    if (piece != null && !following) {
                        model.chosenProperty().set(piece);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        Button more = small("New", model::begin);
        Button files = small("Files\u2026", commands.chooseFiles());
        Button remove = small("Remove", this::remove);
        HBox row = new HBox(4, more, files, remove);
        VBox box = new VBox(6, list, row);
        box.setMinWidth(LIST_WIDTH);
        box.setMaxWidth(LIST_WIDTH);
        return box;
    }

    private void remove() {
        @Nullable Piece chosen = model.chosenProperty().get();
        if (chosen != null) {
            model.remove(chosen);
        }
    }

    private Node text() {
        area.setId("paste-text");
        area.getStyleClass().addAll("mono", "paste-text");
        area.setPromptText("Paste here (Ctrl+V)");
        area.setAccessibleText("The text of the piece");
        area.textProperty().subscribe((_, _) -> typing());
        HBox.setHgrow(marks.node(), Priority.ALWAYS);
        return marks.node();
    }

    private Node buttons(String target) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(16, 16);
        Button stop = small("Stop Reading", model::stop);
        stop.setId("paste-stop");
        HBox work = new HBox(8, busy, new Label("Reading"), stop);
        work.setAlignment(Pos.CENTER_LEFT);
        work.visibleProperty().bind(model.busyProperty());
        Button faults = button("Locate Faults", "paste-faults", commands.faults());
        Button close = button("Close", "paste-close", commands.close());
        Button open = button("Open", "paste-open", commands.open());
        open.setDefaultButton(true);
        add.setId("paste-add");
        add.setOnAction(_ -> commands.add().run());
        add.setVisible(!target.isEmpty());
        add.setManaged(!target.isEmpty());
        add.setText("Add to " + target);
        model.readingProperty()
                .subscribe(reading -> {
                    open.setDisable(!reading.isMachine());
                    add.setDisable(reading.findings().stream().noneMatch(PieceFinding::isReadable));
                    faults.setVisible(reading.faults() > 0);
                });
        HBox row = new HBox(8, work, gap, faults, close, add, open);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button small(String title, Runnable work) {
        Button button = button(title, "", work);
        button.getStyleClass().add("small-button");
        return button;
    }

    private static Button button(String title, String id, Runnable work) {
        Button button = new Button(title);
        button.setId(id);
        button.setOnAction(_ -> work.run());
        return button;
    }

    private void pressed(KeyEvent event) {
        boolean paste = event.isShortcutDown() && event.getCode() == KeyCode.V;
        if (paste && !area.isFocused()) {
            model.begin();
            area.requestFocus();
            area.paste();
            event.consume();
        }
    }

    private void typing() {
        marks.hide();
        if (!following) {
            rest.playFromStart();
        }
    }

    private void show(@Nullable Piece piece) {
        following = true;
        boolean file = piece != null && piece.file() != null;
        String text = piece == null ? "" : file ? String.valueOf(piece.file()) : piece.text();
        area.setEditable(!file);
        if (!area.getText().equals(text)) {
            area.setText(text);
        }
        list.getSelectionModel().select(piece);
        following = false;
        rest.stop();
        found(model.reading());
    }

    private void found(Reading reading) {
        @Nullable PieceFinding finding = model.finding(model.chosenProperty().get()).orElse(null);
        findings.show(reading, finding);
        refusal.setText("");
        list.refresh();
        marks.mark(finding == null ? List.of() : places(finding));
    }

    private static List<LineMarks.Place> places(PieceFinding finding) {
        List<LineMarks.Place> places = new ArrayList<>();
        if (finding.piece().file() != null) {
            return places;
        }
        if (finding.line() > 0) {
            places.add(new LineMarks.Place(finding.line(), Math.max(1, finding.column())));
        }
        finding.unknown().forEach(line -> places.add(new LineMarks.Place(line, 1)));
        return places;
    }

    private void goToLine(int line) {
        int start = marks.offset(line);
        int end = area.getText().indexOf('\n', start);
        area.requestFocus();
        area.selectRange(end < 0 ? area.getLength() : end, start);
    }

    /// A piece with what it was recognised as below its name.
    private final class PieceCell extends ListCell<Piece> {
        PieceCell() {
            // A long name is cut, the list does not scroll sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Piece piece, boolean empty) {
            super.updateItem(piece, empty);
            if (empty || piece == null) {
                setGraphic(null);
                return;
            }
            Label name = new Label(piece.name());
            Label kind =
                    new Label(
                            model.finding(piece)
                                    .map(found ->
                                            found.isReadable() ? found.kind() : "cannot be read")
                                    .orElse(piece.isBlank() ? "empty" : "reading"));
            boolean wrong = model.finding(piece).filter(found -> !found.isReadable()).isPresent();
            kind.getStyleClass().add(wrong ? "alarm-text" : "hint");
            VBox box = new VBox(name, kind);
            setGraphic(box);
        }
    }
}
