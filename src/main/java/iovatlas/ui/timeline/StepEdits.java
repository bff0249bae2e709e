package iovatlas.ui.timeline;

import iovatlas.atlas.Atlas;
import iovatlas.document.Clip;
import iovatlas.document.StepLine;
import iovatlas.edit.AddStep;
import iovatlas.edit.Edit;
import iovatlas.edit.EditSequence;
import iovatlas.edit.MoveStep;
import iovatlas.edit.ReplaceStep;
import iovatlas.edit.ToggleStep;
import iovatlas.edit.machine.Dependants;
import iovatlas.edit.machine.RemoveElements;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a person does to the steps in their list. Every method that changes something returns why it
/// cannot be done; empty when it was.
public final class StepEdits {
    private final DocumentSession session;

    StepEdits(DocumentSession session) {
        this.session = session;
    }

    /// Switches steps on or off, each the other way round.
    public Optional<String> toggle(List<StepRow> rows) {
        List<Edit> edits = rows.stream().<Edit>map(row -> new ToggleStep(row.number())).toList();
        return session.apply(
                edits.size() == 1
                        ? edits.getFirst()
                        : new EditSequence("Switch " + edits.size() + " Steps", edits));
    }

    /// Moves a step to another place; the cursor goes with it.
    ///
    /// @param to the number that it gets
    public Optional<String> move(StepRow row, int to) {
        return follow(new MoveStep(row.number(), to), to);
    }

    /// Puts a step into the list.
    ///
    /// @param number that it gets
    /// @param line as the document has it, with or without braces
    public Optional<String> insert(int number, String line) {
        Optional<String> refusal =
                attempt(line, text -> new AddStep(number, StepLine.read(session.atlas(), text)));
        if (refusal.isEmpty()) {
            show(number);
        }
        return refusal;
    }

    /// Changes a step into what a line says.
    public Optional<String> change(StepRow row, String line) {
        return attempt(
                line, text -> new ReplaceStep(row.number(), StepLine.read(session.atlas(), text)));
    }

    /// Why a line cannot take the place of a step; empty when it can.
    public Optional<String> fault(StepRow row, String line) {
        try {
            Atlas atlas = session.atlas();
            return new ReplaceStep(row.number(), StepLine.read(atlas, line)).refusal(atlas);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The line of a step, without braces.
    public String line(StepRow row) {
        Atlas atlas = session.atlas();
        return row.number() > atlas.steps().size()
                ? ""
                : StepLine.of(atlas, atlas.steps().get(row.number() - 1)).text();
    }

    /// Steps as the document has them, to be pasted elsewhere.
    public String lines(List<StepRow> rows) {
        return Clip.text(session.atlas(), elements(rows));
    }

    /// What goes along when steps go, a line each; nothing when they cannot go, say since an edit
    /// took them out that the list does not show yet.
    public List<String> dependants(List<StepRow> rows) {
        List<ElementId> gone = elements(rows);
        return new RemoveElements(gone).refusal(session.atlas()).isPresent()
                ? List.of()
                : Dependants.of(session.atlas(), gone);
    }

    /// Takes steps out, and what depends on them.
    public Optional<String> remove(List<StepRow> rows) {
        return session.apply(new RemoveElements(elements(rows)));
    }

    private static List<ElementId> elements(List<StepRow> rows) {
        return rows.stream().<ElementId>map(row -> new ElementId.OfStep(row.number())).toList();
    }

    /// Tells what the kernel would answer otherwise if a step were moved; one sentence.
    ///
    /// @param to the number that it would get
    public void preview(StepRow row, int to, Consumer<String> answer) {
        String what = "Step " + row.number() + " becomes step " + to;
        Edit edit = new MoveStep(row.number(), to);
        Computed now = session.computed();
        edit.refusal(now.atlas())
                .ifPresentOrElse(
                        answer,
                        () ->
                                session.preview(
                                        edit.apply(now.atlas()),
                                        then -> answer.accept(what + changes(now, then, row, to))));
    }

    private static String changes(Computed now, Computed then, StepRow row, int to) {
        List<String> others = new ArrayList<>();
        for (StepResult before : now.timeline().results()) {
            int place = moved(before.number(), row.number(), to);
            StepResult after = then.timeline().result(place);
            if (!after.word().equals(before.word())) {
                others.add(
                        "%d %s answers %s instead of %s"
                                .formatted(
                                        place,
                                        after.step().action().word(),
                                        after.word(),
                                        before.word()));
            }
        }
        return others.isEmpty() ? "; every answer stays." : ": " + String.join(", ", others) + ".";
    }

    /// The number of a step after another one moved.
    private static int moved(int number, int from, int to) {
        if (number == from) {
            return to;
        }
        int gap = number > from ? number - 1 : number;
        return gap >= to ? gap + 1 : gap;
    }

    private Optional<String> attempt(String line, Function<String, Edit> make) {
        try {
            Optional<String> refusal = session.apply(make.apply(line));
            session.endGesture();
            return refusal;
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> follow(Edit edit, int number) {
        Optional<String> refusal = session.apply(edit);
        session.endGesture();
        if (refusal.isEmpty()) {
            show(number);
        }
        return refusal;
    }

    private void show(int number) {
        session.selection().select(new ElementId.OfStep(number));
        session.showStep(number);
    }
}
