package iovatlas.ui.timeline;

import iovatlas.scenario.Mark;
import iovatlas.ui.theme.WrappedText;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// What the kernel was asked in one step, and why it answered so.
final class CallsPart {

    private final VBox box = new VBox(4);
    private final ScrollPane scroll = new ScrollPane(box);

    CallsPart() {
        box.getStyleClass().add("calls");
        scroll.setMinHeight(0);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("inspector-scroll");
    }

    Node node() {
        return scroll;
    }

    void show(@Nullable StepRow row) {
        box.getChildren().clear();
        if (row == null) {
            box.getChildren().add(words("Boot: no step has run yet.", "muted"));
            return;
        }
        if (!row.note().isEmpty()) {
            box.getChildren().add(words(row.note(), "muted"));
        }
        if (row.calls().isEmpty()) {
            box.getChildren().add(words("This step is switched off.", "muted"));
        }
        for (StepRow.CallLine call : row.calls()) {
            Label name = words(call.name(), "mono");
            Label answer = words(call.answer(), "mono");
            answer.getStyleClass().add(style(call.mark()));
            name.setMinWidth(Region.USE_PREF_SIZE);
            answer.setMinWidth(Region.USE_PREF_SIZE);
            box.getChildren().add(new HBox(12, name, answer));
            call.reasons().forEach(reason -> box.getChildren().add(words(reason, "call-reason")));
        }
    }

    private static String style(Mark mark) {
        return switch (mark) {
            case FINE -> "good-text";
            case WAITING -> "waiting-text";
            case WRONG -> "alarm-text";
            case OFF -> "muted";
        };
    }

    private static Label words(String text, String style) {
        Label label = new Label(text);
        WrappedText.in(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
