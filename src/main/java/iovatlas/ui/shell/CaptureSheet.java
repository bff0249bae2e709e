package iovatlas.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;

/// How a machine without Java is recorded: the script to save, the commands to copy.
final class CaptureSheet {

    private static final double WIDTH = 720;

    private CaptureSheet() {}

    /// @param copy puts a command into the clipboard
    /// @param save asks where and writes the script; true for one that is always anonymous
    static Node make(Consumer<String> copy, Consumer<Boolean> save, Runnable close) {
        Label title = new Label("Capture a Machine");
        title.getStyleClass().add("sheet-title");
        VBox sheet = new VBox(10, title);
        for (String text :
                List.of(
                        "A shell script records what this program reads: PCI configuration, IOMMU"
                            + " groups, firmware tables, interrupts, the kernel log. It needs no"
                            + " Java, runs in dash and busybox, only reads, and says what it could"
                            + " not read. As root it sees more.")) {
            sheet.getChildren().add(label(text, ""));
        }
        CheckBox anonymise =
                new CheckBox("Leave out serial numbers, MAC addresses, UUIDs and host names");
        anonymise.setId("capture-anonymise");
        sheet.getChildren()
                .add(label("1. Save the script, or let the program print it", "section-title"));
        Button button = new Button("Save Script\u2026");
        button.setId("capture-save");
        button.setOnAction(_ -> save.accept(anonymise.isSelected()));
        HBox first = new HBox(12, button, anonymise);
        first.setAlignment(Pos.CENTER_LEFT);
        sheet.getChildren().add(first);
        sheet.getChildren().add(line("iovatlas capture > capture.sh", copy));
        sheet.getChildren().add(label("2. Run it on the machine, best as root", "section-title"));
        sheet.getChildren().add(line("sudo sh capture.sh", copy));
        sheet.getChildren().add(line("sudo sh capture.sh --text --anonymise", copy));
        sheet.getChildren()
                .add(
                        label(
                                "The first makes iovatlas-capture.tar, the second one text file"
                                        + " that can be mailed.",
                                "muted"));
        sheet.getChildren().add(label("3. Open or drop the result here", "section-title"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button done = new Button("Close");
        done.setOnAction(_ -> close.run());
        sheet.getChildren().add(new HBox(gap, done));
        sheet.getStyleClass().add("sheet");
        sheet.setId("capture-sheet");
        sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        sheet.setPrefWidth(WIDTH);
        sheet.setFocusTraversable(true);
        return sheet;
    }

    private static Node line(String command, Consumer<String> copy) {
        TextField field = new TextField(command);
        field.setEditable(false);
        field.getStyleClass().add("mono");
        HBox.setHgrow(field, Priority.ALWAYS);
        Button button = new Button("Copy");
        button.setOnAction(_ -> copy.accept(command));
        HBox row = new HBox(8, field, button);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label label(String text, String styleClass) {
        Label label = new Label(text);
        if (!styleClass.isEmpty()) {
            label.getStyleClass().add(styleClass);
        }
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
