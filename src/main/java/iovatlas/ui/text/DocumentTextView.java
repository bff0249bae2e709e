package iovatlas.ui.text;

import iovatlas.document.DocumentError;
import iovatlas.document.OpenDocument;
import iovatlas.topology.ElementId;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.WindowFault;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.theme.WrappedText;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The document as text in a pane: typing changes the machine, what cannot be read is underlined
/// with the reader's sentence, and the line of the cursor is what is selected.
public final class DocumentTextView implements PaneView {
    private static final Duration REST = Duration.millis(350);

    private final DocumentSession session;
    private final DocumentTextModel model;
    private final TextArea area = new TextArea();
    private final LineMarks marks = new LineMarks(area);
    private final Label sentence = new Label();
    private final BorderPane root = new BorderPane();
    private final PauseTransition rest = new PauseTransition(REST);
    private final ObservableValue<String> title;
    private boolean following;

    public DocumentTextView(ViewContext context) {
        this.session = context.session();
        this.model = new DocumentTextModel(session, context.executor(), WindowFault::report);
        area.setId("document-text");
        area.getStyleClass().addAll("mono", "document-text");
        area.setAccessibleText("The document as text");
        sentence.getStyleClass().addAll("alarm-text", "document-fault");
        sentence.setId("document-fault");
        WrappedText.in(sentence);
        root.setCenter(marks.node());
        root.setMinSize(0, 0);
        title = model.faultProperty().map(DocumentTextView::words).orElse("Document");
        rest.setOnFinished(_ -> model.typed(area.getText()));
        area.textProperty().subscribe((_, _) -> typing());
        area.caretPositionProperty().subscribe((_, _) -> caretMoved());
        model.shownProperty().subscribe(this::show);
        model.faultProperty().subscribe(this::tell);
        session.selection().selectedProperty().subscribe(s -> follow(s.primary()));
    }

    private static String words(@Nullable DocumentError fault) {
        return fault == null ? "Document" : "Document \u2014 line " + fault.line();
    }

    private void typing() {
        if (!following) {
            rest.playFromStart();
        }
        marks.hide();
    }

    private void show(@Nullable OpenDocument document) {
        if (document == null || document.text().equals(area.getText())) {
            return;
        }
        following = true;
        int caret = area.getCaretPosition();
        double top = area.getScrollTop();
        area.setText(document.text());
        area.positionCaret(Math.min(caret, area.getLength()));
        area.setScrollTop(top);
        following = false;
        rest.stop();
        follow(session.selection().primary());
    }

    private void tell(@Nullable DocumentError error) {
        sentence.setText(
                error == null
                        ? ""
                        : "Line %d, column %d: %s"
                                .formatted(error.line(), error.column(), error.sentence()));
        root.setBottom(error == null ? null : sentence);
        mark();
    }

    /// Draws a wave below the place that the reader names, up to the end of its line.
    private void mark() {
        DocumentError error = model.faultProperty().get();
        marks.mark(
                error == null
                        ? List.of()
                        : List.of(new LineMarks.Place(error.line(), error.column())));
    }

    private int lineOfCaret() {
        String before = area.getText(0, area.getCaretPosition());
        return 1 + (int) before.chars().filter(c -> c == '\n').count();
    }

    private void caretMoved() {
        if (following || !area.isFocused() || model.faultProperty().get() != null) {
            return;
        }
        following = true;
        model.elementAt(lineOfCaret()).ifPresent(session.selection()::select);
        following = false;
    }

    private void follow(Optional<ElementId> element) {
        int line = element.map(model::lineOf).orElse(0);
        if (following || line == 0 || area.isFocused()) {
            return;
        }
        following = true;
        int start = marks.offset(line);
        int end = area.getText().indexOf('\n', start);
        area.selectRange(end < 0 ? area.getLength() : end, start);
        following = false;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    @Override
    public void takeFocus() {
        area.requestFocus();
    }
}
