package iovatlas.ui.msipath;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.Optional;

/// Where a person asks what a write does: shown when it is called, gone with Escape.
final class ProbeBar {

    private static final double FIELD = 210;

    private final MsiPathViewModel model;
    private final Runnable onClosed;
    private final Label sender = new Label();
    private final TextField field = new TextField();
    private final Label wrong = new Label();
    private final HBox bar;

    /// @param onClosed called when the bar goes
    ProbeBar(MsiPathViewModel model, Runnable onClosed) {
        this.model = model;
        this.onClosed = onClosed;
        field.setId("msi-probe");
        field.setPromptText("ADDRESS=VALUE, as 0x08000040=3");
        field.setAccessibleText("Write to trace: address, equals sign, value");
        field.setPrefWidth(FIELD);
        field.setOnAction(_ -> ask());
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
        Button trace = new Button("Trace");
        trace.getStyleClass().add("small-button");
        trace.setOnAction(_ -> ask());
        Button back = new Button("Back to the vector");
        back.getStyleClass().add("small-button");
        back.setOnAction(_ -> close());
        wrong.getStyleClass().add("alarm-text");
        wrong.setMinWidth(0);
        sender.setMinWidth(Region.USE_PREF_SIZE);
        bar = new HBox(sender, field, trace, back, wrong);
        bar.getStyleClass().add("probe-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        setShown(false);
    }

    Node node() {
        return bar;
    }

    boolean isShown() {
        return bar.isVisible();
    }

    void open() {
        sender.setText("What does a write by " + model.sender() + " do?");
        setShown(true);
        // Later: the letter of the key that opened the bar is still to be typed.
        Platform.runLater(field::requestFocus);
    }

    void close() {
        model.forget();
        wrong.setText("");
        setShown(false);
        onClosed.run();
    }

    private void ask() {
        Optional<String> complaint = model.ask(field.getText());
        wrong.setText(complaint.orElse(""));
    }

    private void setShown(boolean value) {
        bar.setVisible(value);
        bar.setManaged(value);
    }
}
