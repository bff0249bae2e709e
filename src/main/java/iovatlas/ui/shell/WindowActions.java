package iovatlas.ui.shell;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.beans.value.ObservableValue;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The actions on the document in front and on the panes.
final class WindowActions {

    /// A place with the actions that go there and that let it fill the window.
    private record Numbered(Place place, ActionId go, ActionId fill) {}

    private static final List<Numbered> NUMBERED =
            List.of(
                    new Numbered(Place.TREE, ActionId.PANE_1, ActionId.MAXIMISE_1),
                    new Numbered(Place.TOPOLOGY, ActionId.PANE_2, ActionId.MAXIMISE_2),
                    new Numbered(Place.IOVA, ActionId.PANE_3, ActionId.MAXIMISE_3),
                    new Numbered(Place.MSI, ActionId.PANE_4, ActionId.MAXIMISE_4),
                    new Numbered(Place.INSPECTOR, ActionId.PANE_5, ActionId.MAXIMISE_5),
                    new Numbered(Place.BOTTOM, ActionId.PANE_6, ActionId.MAXIMISE_6));
    private static final double ZOOM = 1.25;

    private final Workspace workspace;
    private final Workbench bench;
    private final ActionTable actions;
    private final ObservableValue<Boolean> open;

    WindowActions(Workspace workspace, Workbench bench, ActionTable actions) {
        this.workspace = workspace;
        this.bench = bench;
        this.actions = actions;
        this.open = workspace.currentProperty().map(_ -> true).orElse(false);
    }

    /// Adds them all.
    void add() {
        addFileActionsOnDocuments();
        addEdits();
        addSteps();
        addPanes();
        addZoom();
    }

    private void addFileActionsOnDocuments() {
        onDocument(ActionId.CLEAR_SELECTION, session -> session.selection().clear());
        actions.add(Action.of(ActionId.NEXT_TAB, open, () -> turn(1)));
        actions.add(Action.of(ActionId.PREVIOUS_TAB, open, () -> turn(-1)));
        actions.add(Action.of(ActionId.FIND, open, this::find));
    }

    private void addEdits() {
        actions.add(
                new Action(
                        ActionId.UNDO,
                        named("Undo", DocumentSession::undoTextProperty),
                        possible(DocumentSession::undoTextProperty),
                        () -> workspace.current().ifPresent(DocumentSession::undo)));
        actions.add(
                new Action(
                        ActionId.REDO,
                        named("Redo", DocumentSession::redoTextProperty),
                        possible(DocumentSession::redoTextProperty),
                        () -> workspace.current().ifPresent(DocumentSession::redo)));
    }

    private void addSteps() {
        ObservableValue<Number> step =
                workspace.currentProperty().flatMap(DocumentSession::stepProperty);
        ObservableValue<Boolean> later = step.map(number -> number.intValue() > 0).orElse(false);
        ObservableValue<Boolean> earlier =
                workspace
                        .currentProperty()
                        .flatMap(session ->
                                session.stepProperty()
                                        .flatMap(number ->
                                                session.computedProperty()
                                                        .map(computed ->
                                                                number.intValue()
                                                                        < computed.timeline()
                                                                                .length())))
                        .orElse(false);
        onStep(ActionId.STEP_NEXT, earlier, session -> session.stepProperty().get() + 1);
        onStep(ActionId.STEP_PREVIOUS, later, session -> session.stepProperty().get() - 1);
        onStep(ActionId.STEP_FIRST, later, _ -> 0);
        onStep(ActionId.STEP_LAST, earlier, DocumentSession::length);
        ProblemWalk problems = new ProblemWalk(workspace);
        actions.add(Action.of(ActionId.NEXT_PROBLEM, open, () -> problems.go(1)));
        actions.add(Action.of(ActionId.PREVIOUS_PROBLEM, open, () -> problems.go(-1)));
    }

    private void addPanes() {
        for (Numbered pane : NUMBERED) {
            actions.add(Action.of(pane.go(), open, () -> bench.go(pane.place())));
            actions.add(Action.of(pane.fill(), open, () -> bench.toggleMaximised(pane.place())));
        }
        actions.add(
                new Action(
                        ActionId.MAXIMISE,
                        bench.maximisedProperty()
                                .map(_ -> "Restore Pane")
                                .orElse(ActionId.MAXIMISE.text()),
                        open,
                        () -> bench.toggleMaximised(bench.focused().orElse(Place.TOPOLOGY))));
        actions.add(Action.of(ActionId.NEXT_PANE, open, () -> bench.cycle(1)));
        actions.add(Action.of(ActionId.PREVIOUS_PANE, open, () -> bench.cycle(-1)));
        actions.add(Action.of(ActionId.TOGGLE_TREE, open, () -> bench.toggle(Place.TREE)));
        actions.add(
                Action.of(ActionId.TOGGLE_INSPECTOR, open, () -> bench.toggle(Place.INSPECTOR)));
    }

    private void addZoom() {
        onCanvas(ActionId.FIT, DrawingView::fit);
        onCanvas(ActionId.ZOOM_IN, canvas -> canvas.zoomBy(ZOOM));
        onCanvas(ActionId.ZOOM_OUT, canvas -> canvas.zoomBy(1 / ZOOM));
    }

    private void onDocument(ActionId id, Consumer<DocumentSession> work) {
        actions.add(Action.of(id, open, () -> workspace.current().ifPresent(work)));
    }

    private void onStep(
            ActionId id, ObservableValue<Boolean> enabled, Function<DocumentSession, Integer> to) {
        actions.add(
                Action.of(
                        id,
                        enabled,
                        () ->
                                workspace
                                        .current()
                                        .ifPresent(
                                                session -> session.showStep(to.apply(session)))));
    }

    private void onCanvas(ActionId id, Consumer<DrawingView> work) {
        actions.add(
                Action.of(
                        id,
                        open,
                        () -> bench.focusedView().flatMap(PaneView::canvas).ifPresent(work)));
    }

    private ObservableValue<String> named(
            String verb, Function<DocumentSession, ObservableValue<String>> what) {
        return workspace
                .currentProperty()
                .flatMap(what)
                .map(text -> text.isEmpty() ? verb : verb + " " + text)
                .orElse(verb);
    }

    private ObservableValue<Boolean> possible(
            Function<DocumentSession, ObservableValue<String>> what) {
        return workspace.currentProperty().flatMap(what).map(text -> !text.isEmpty()).orElse(false);
    }

    /// The view with the keyboard looks first; otherwise the tree's filter.
    private void find() {
        if (!bench.focusedView().map(PaneView::find).orElse(false)) {
            bench.go(Place.TREE);
            bench.focusedView().ifPresent(PaneView::find);
        }
    }

    private void turn(int direction) {
        List<DocumentSession> sessions = workspace.sessions();
        workspace
                .current()
                .map(sessions::indexOf)
                .map(index -> Math.floorMod(index + direction, sessions.size()))
                .ifPresent(index -> workspace.currentProperty().set(sessions.get(index)));
    }
}
