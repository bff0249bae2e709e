package iovatlas.ui.shell;

import iovatlas.diagnostic.Severity;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;
import iovatlas.ui.work.FxTaskExecutor;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;

/// The status bar: the document, the kernel, what is under the pointer, problems, what is at work.
final class StatusPane {

    private final StatusBar bar = new StatusBar();
    private final Label pointing = new Label();
    private final Button problems = new Button();
    private final Workspace workspace;

    StatusPane(Workspace workspace, FxTaskExecutor executor, ActionTable actions) {
        this.workspace = workspace;
        pointing.getStyleClass().add("mono");
        pointing.setId("pointing");
        problems.getStyleClass().setAll("hint-button");
        problems.setId("problem-count");
        problems.setOnAction(_ -> actions.run(ActionId.NEXT_PROBLEM));
        WorkIndicator work = new WorkIndicator(executor.running());
        bar.getRightItems().addAll(work.node(), pointing, problems);
        bar.setText("");
        pointing.textProperty()
                .bind(
                        workspace
                                .currentProperty()
                                .flatMap(DocumentSession::pointingProperty)
                                .orElse(""));
        var computed = workspace.currentProperty().flatMap(DocumentSession::computedProperty);
        var dirty = workspace.currentProperty().flatMap(DocumentSession::dirtyProperty);
        var origin = workspace.currentProperty().flatMap(DocumentSession::originProperty);
        bar.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        text(
                                                computed.getValue(),
                                                Boolean.TRUE.equals(dirty.getValue())),
                                computed,
                                dirty,
                                origin));
        computed.subscribe(this::showProblems);
    }

    Node node() {
        return bar;
    }

    private String text(@Nullable Computed computed, boolean dirty) {
        DocumentSession session = workspace.currentProperty().get();
        return session == null || computed == null
                ? "No document is open"
                : StatusLine.document(session, dirty, computed);
    }

    private void showProblems(@Nullable Computed computed) {
        problems.setVisible(computed != null);
        problems.getStyleClass().remove("alarm-text");
        if (computed != null) {
            problems.setText(StatusLine.problems(computed));
            if (computed.count(Severity.ERROR) > 0) {
                problems.getStyleClass().add("alarm-text");
            }
        }
    }
}
