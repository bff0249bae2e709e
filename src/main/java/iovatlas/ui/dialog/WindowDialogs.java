package iovatlas.ui.dialog;

import iovatlas.ui.theme.WindowTheme;
import iovatlas.ui.theme.WrappedText;

import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputDialog;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Duration;

import org.controlsfx.control.Notifications;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks and tells with dialogs over a window.
public final class WindowDialogs implements DialogService {

    private static final Duration NOTE_TIME = Duration.seconds(4);

    /// For each character of a note beyond that.
    private static final Duration READING = Duration.millis(25);

    private static final double WIDTH = 560;
    private static final String SVG = "image/svg+xml";

    private final Window owner;
    private final WindowTheme theme;

    public WindowDialogs(Window owner, WindowTheme theme) {
        this.owner = owner;
        this.theme = theme;
    }

    @Override
    public List<Path> chooseFiles(String title, List<FileKind> kinds) {
        FileChooser chooser = chooser(title, kinds);
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseTarget(String title, Path suggestion, List<FileKind> kinds) {
        FileChooser chooser = chooser(title, kinds);
        Path folder = suggestion.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        if (suggestion.getFileName() != null) {
            chooser.setInitialFileName(suggestion.getFileName().toString());
        }
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    @Override
    public int ask(Question question) {
        List<ButtonType> buttons = new ArrayList<>();
        int last = question.answers().size() - 1;
        for (int i = 0; i <= last; i++) {
            buttons.add(new ButtonType(question.answers().get(i), role(i, last)));
        }
        Alert alert = new Alert(Alert.AlertType.NONE, question.text());
        alert.getButtonTypes().setAll(buttons);
        dress(alert, question.title());
        return alert.showAndWait().map(buttons::indexOf).filter(index -> index >= 0).orElse(last);
    }

    @Override
    public Optional<String> askText(String title, String label, String value) {
        TextInputDialog dialog = new TextInputDialog(value);
        dialog.setGraphic(null);
        Label text = new Label(label);
        WrappedText.in(text);
        text.setLabelFor(dialog.getEditor());
        // The label stands above, so that a long line has room.
        VBox content = new VBox(6, text, dialog.getEditor());
        content.setPrefWidth(WIDTH);
        dialog.getDialogPane().setContent(content);
        dialog.setOnShown(_ -> dialog.getEditor().requestFocus());
        dress(dialog, title);
        return dialog.showAndWait();
    }

    @Override
    public void tell(Accident accident) {
        Alert alert = new Alert(Alert.AlertType.NONE);
        ButtonType close = new ButtonType("Close", ButtonBar.ButtonData.CANCEL_CLOSE);
        ButtonType copy = new ButtonType("Copy Details", ButtonBar.ButtonData.LEFT);
        boolean detailed = !accident.details().isBlank();
        alert.getButtonTypes().setAll(detailed ? List.of(copy, close) : List.of(close));
        Label text = new Label(accident.text());
        WrappedText.in(text);
        VBox content = new VBox(10, text);
        content.setPrefWidth(WIDTH);
        if (detailed) {
            TextArea details = new TextArea(accident.details());
            details.setEditable(false);
            details.getStyleClass().add("mono");
            VBox.setVgrow(details, Priority.ALWAYS);
            content.getChildren().add(details);
        }
        alert.getDialogPane().setContent(content);
        alert.setResizable(true);
        dress(alert, accident.title());
        if (alert.showAndWait().filter(copy::equals).isPresent()) {
            copy(
                    accident.title() + "\n" + accident.text() + "\n\n" + accident.details(),
                    "Details");
        }
    }

    @Override
    public void note(String title, String text) {
        Notifications note =
                Notifications.create()
                        .owner(owner)
                        .title(title)
                        .text(text)
                        .position(Pos.BOTTOM_RIGHT)
                        .hideAfter(NOTE_TIME.add(READING.multiply(text.length())));
        note.show();
    }

    @Override
    public void copy(String text, String what) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        note(what + " copied", text.lines().findFirst().orElse(""));
    }

    @Override
    public Optional<String> clipboard() {
        return Optional.ofNullable(Clipboard.getSystemClipboard().getString());
    }

    @Override
    public void copySvg(String svg) {
        ClipboardContent content = new ClipboardContent();
        content.putString(svg);
        DataFormat known = DataFormat.lookupMimeType(SVG);
        content.put(known == null ? new DataFormat(SVG) : known, svg);
        Clipboard.getSystemClipboard().setContent(content);
        note("Picture copied", "as SVG");
    }

    @Override
    public void copyPng(byte[] png) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(new Image(new ByteArrayInputStream(png)));
        Clipboard.getSystemClipboard().setContent(content);
        note("Picture copied", "as PNG");
    }

    private static ButtonBar.ButtonData role(int index, int last) {
        if (index == last) {
            return ButtonBar.ButtonData.CANCEL_CLOSE;
        }
        return index == 0 ? ButtonBar.ButtonData.OK_DONE : ButtonBar.ButtonData.NO;
    }

    private static FileChooser chooser(String title, List<FileKind> kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (FileKind kind : kinds) {
            List<String> patterns =
                    kind.endings().isEmpty()
                            ? List.of("*")
                            : kind.endings().stream().map(ending -> "*." + ending).toList();
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(kind.name(), patterns));
        }
        return chooser;
    }

    private void dress(Dialog<?> dialog, String title) {
        dialog.initOwner(owner);
        dialog.setTitle("IOVAtlas");
        dialog.setHeaderText(title);
        theme.dress(dialog.getDialogPane(), dialog.getDialogPane().getStylesheets());
    }
}
