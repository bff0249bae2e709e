package iovatlas.ui.inspector;

import iovatlas.ui.theme.WrappedText;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The place below the sheet that says all that is known of the property that has the focus: its
/// name in the kernel, what it says, what may stand there, its unit and its default.
final class HelpPart {
    private static final double HEIGHT = 84;

    private final Label name = words("section-title");
    private final Label kernel = words("source-line");
    private final Label text = words("muted");
    private final ScrollPane scroll;

    HelpPart() {
        VBox box = new VBox(2, name, kernel, text);
        box.getStyleClass().add("help-part");
        scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(HEIGHT);
        scroll.setPrefHeight(HEIGHT);
        scroll.getStyleClass().addAll("inspector-scroll", "inspector-help");
        scroll.setId("inspector-help");
        clear();
    }

    private static Label words(String style) {
        Label label = new Label();
        WrappedText.in(label);
        label.getStyleClass().addAll(style, "hint");
        return label;
    }

    ScrollPane node() {
        return scroll;
    }

    /// Nobody came to a property yet.
    void clear() {
        say("", "", "Select a field: its kernel name, unit and allowed values are shown here.");
    }

    void show(Field field) {
        String about = String.join("\n", field.meaning().lines());
        String why = field.why().isEmpty() ? "" : field.why().text();
        say(
                field.label(),
                field.meaning().kernel(),
                about.isEmpty() ? why : why.isEmpty() ? about : about + "\n" + why);
    }

    private void say(String title, String names, String words) {
        set(name, title);
        set(kernel, names);
        set(text, words);
        scroll.setVvalue(0);
    }

    private static void set(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }
}
