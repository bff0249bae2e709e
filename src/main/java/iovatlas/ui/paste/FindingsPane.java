package iovatlas.ui.paste;

import iovatlas.observation.Note;
import iovatlas.ui.theme.WrappedText;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.IntConsumer;

/// What was found: of the piece that is looked at, and of all together.
final class FindingsPane {

    private static final double WIDTH = 320;
    private static final int MOST_LINES = 24;
    private static final int MOST_NOTES = 40;

    private final VBox box = new VBox(2);
    private final ScrollPane scroll = new ScrollPane(box);
    private final IntConsumer goToLine;

    /// @param goToLine shows a line of the piece that is looked at
    FindingsPane(IntConsumer goToLine) {
        this.goToLine = goToLine;
        box.getStyleClass().add("findings");
        box.setId("paste-findings");
        scroll.setFitToWidth(true);
        scroll.setMinWidth(WIDTH);
        scroll.setMaxWidth(WIDTH);
        scroll.getStyleClass().add("inspector-scroll");
    }

    Node node() {
        return scroll;
    }

    void show(Reading reading, @Nullable PieceFinding finding) {
        box.getChildren().clear();
        if (!reading.findings().isEmpty()) {
            together(reading);
        }
        if (finding != null) {
            piece(finding);
        } else if (reading.findings().isEmpty()) {
            add("Paste a text on the left, or drop files anywhere.", "muted");
            add(
                    "lspci, dmesg, listings of IOMMU groups, files of /proc, ACPI tables, device"
                            + " trees, captures, documents, traces, libvirt domains, QEMU command"
                            + " lines; also quoted and wrapped by mail.",
                    "muted");
        }
    }

    private void piece(PieceFinding finding) {
        add(finding.piece().name(), "section-title");
        add("Recognised as " + finding.kind() + ".", "sheet-value");
        if (!finding.counts().isEmpty()) {
            add(finding.counts(), "sheet-value");
        }
        if (!finding.isReadable()) {
            add(finding.failure(), "alarm-text");
            if (finding.line() > 0) {
                box.getChildren().add(link("Line " + finding.line(), finding.line()));
            }
        }
        lines(finding.unknown());
        finding.notes().stream()
                .limit(MOST_NOTES)
                .forEach(note -> note(note, finding.piece().name()));
        left(finding.notes().size());
    }

    private void lines(List<Integer> unknown) {
        if (unknown.isEmpty()) {
            return;
        }
        add(
                unknown.size() == 1
                        ? "1 line was not understood:"
                        : unknown.size() + " lines were not understood:",
                "sheet-value");
        FlowPane flow = new FlowPane(2, 0);
        unknown.stream()
                .limit(MOST_LINES)
                .forEach(line -> flow.getChildren().add(link(String.valueOf(line), line)));
        if (unknown.size() > MOST_LINES) {
            flow.getChildren().add(new Label("\u2026"));
        }
        box.getChildren().add(flow);
    }

    private Hyperlink link(String text, int line) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("line-link");
        link.setOnAction(_ -> goToLine.accept(line));
        return link;
    }

    private void together(Reading reading) {
        add("All together", "section-title");
        if (!reading.failure().isEmpty()) {
            add(reading.failure(), "alarm-text");
        }
        reading.summary().forEach(line -> add(line, "sheet-value"));
        if (!reading.together().isEmpty()) {
            add("Where the pieces meet", "section-title");
            reading.together().stream().limit(MOST_NOTES).forEach(note -> note(note, ""));
            left(reading.together().size());
        }
    }

    private void note(Note note, String about) {
        boolean warning = note.severity() == Note.Severity.WARNING;
        String where = note.where().equals(about) ? "" : note.where() + ": ";
        add(
                (warning ? "\u26a0 " : "\u00b7 ") + where + note.text(),
                warning ? "warning-text" : "muted");
    }

    private void left(int count) {
        if (count > MOST_NOTES) {
            add(
                    "\u2026 and %d more; the table Notes has all".formatted(count - MOST_NOTES),
                    "muted");
        }
    }

    private void add(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        WrappedText.in(label);
        label.setMinHeight(Label.USE_PREF_SIZE);
        box.getChildren().add(label);
    }
}
