package iovatlas.ui.timeline;

import iovatlas.diagnostic.Refusals;
import iovatlas.kernel.Reason;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of the scenario with what the kernel answered, and the cursor in them.
public final class TimelineViewModel {

    private final DocumentSession session;
    private final ObservableList<StepRow> rows = FXCollections.observableArrayList();
    private final StringBinding title;
    private final StepEdits edits;
    private boolean changing;

    public TimelineViewModel(DocumentSession session) {
        this.session = session;
        this.edits = new StepEdits(session);
        this.title =
                Bindings.createStringBinding(
                        () -> rows.isEmpty() ? "Timeline" : "Timeline " + rows.size(), rows);
        session.computedProperty().subscribe(this::show);
    }

    public ObservableList<StepRow> rows() {
        return rows;
    }

    public StringBinding title() {
        return title;
    }

    /// Whether the rows are being exchanged, so that what a list selects meanwhile means nothing.
    boolean isChanging() {
        return changing;
    }

    /// Goes to a step and selects it.
    public void goTo(StepRow row) {
        choose(List.of(row), row);
    }

    /// Selects steps.
    ///
    /// @param cursor the one of them to go to
    public void choose(List<StepRow> chosen, StepRow cursor) {
        List<ElementId> elements = new ArrayList<>();
        chosen.stream()
                .filter(row -> row.number() != cursor.number())
                .forEach(row -> elements.add(new ElementId.OfStep(row.number())));
        elements.add(new ElementId.OfStep(cursor.number()));
        session.selection().select(elements);
        session.showStep(cursor.number());
    }

    /// The steps that are selected when the cursor is on one of them, otherwise the one at the cursor.
    ///
    /// @param cursor 0 for before the first
    public List<StepRow> chosen(int cursor) {
        List<StepRow> chosen =
                rows.stream()
                        .filter(row ->
                                session.selection().contains(new ElementId.OfStep(row.number())))
                        .toList();
        return chosen.stream().anyMatch(row -> row.number() == cursor)
                ? chosen
                : rows.stream().filter(row -> row.number() == cursor).toList();
    }

    /// One step on.
    ///
    /// @return false at the end
    public boolean advance() {
        if (session.stepProperty().get() >= session.length()) {
            return false;
        }
        session.showStep(session.stepProperty().get() + 1);
        return true;
    }

    /// What a person does to the steps.
    public StepEdits edits() {
        return edits;
    }

    private void show(Computed now) {
        List<StepRow> next =
                now.timeline().results().stream().map(result -> row(now, result)).toList();
        if (!rows.equals(next)) {
            changing = true;
            rows.setAll(next);
            changing = false;
        }
    }

    private static StepRow row(Computed now, StepResult result) {
        return new StepRow(
                result.number(),
                Refusals.describe(now.atlas().topology(), result.step().action()),
                result.word(),
                result.mark(),
                result.step().enabled(),
                result.step().note(),
                result.calls().stream().map(TimelineViewModel::call).toList());
    }

    private static StepRow.CallLine call(StepResult.Call call) {
        return new StepRow.CallLine(
                call.name(),
                call.word(),
                call.mark(),
                Stream.concat(
                                call.outcome().why().stream().map(TimelineViewModel::reason),
                                where(call.message()).stream())
                        .toList());
    }

    /// At which hop a message ends, and where a person would see it.
    private static Optional<String> where(@Nullable MsiPath path) {
        return Optional.ofNullable(path).flatMap(MsiPath::ending).map(TimelineViewModel::place);
    }

    private static String place(MsiHop hop) {
        String hopName = hop.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "hop %s (%s); %s".formatted(hopName, hop.title(), hop.seen().orElse(""));
    }

    private static String reason(Reason reason) {
        return reason.text() + "  (" + reason.rule().source() + ")";
    }
}
