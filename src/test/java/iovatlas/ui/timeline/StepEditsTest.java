package iovatlas.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.DocumentReader;
import iovatlas.edit.RemoveStep;
import iovatlas.edit.machine.ReplaceDocument;
import iovatlas.scenario.Step;
import iovatlas.ui.dialog.FakeDialogs;
import iovatlas.ui.editor.MachineCommands;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Machines;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// The list of steps, edited.
class StepEditsTest {
    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final TimelineViewModel model = new TimelineViewModel(session);
    private final StepEdits edits = model.edits();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final MachineCommands commands = new MachineCommands(session, dialogs);

    private StepRow row(int number) {
        return model.rows().get(number - 1);
    }

    @Test
    void insertsWhatALineSaysAndGoesThere() {
        assertThat(edits.insert(2, "do: detach, device: nic0")).isEmpty();
        assertThat(session.atlas().steps().get(1).action()).isInstanceOf(Step.Detach.class);
        assertThat(session.computed().step()).isEqualTo(2);
        assertThat(edits.insert(2, "do: detach, device: nic9"))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains("nic9"));
        assertThat(model.rows()).hasSize(5);
    }

    @Test
    void editsAStepAsItsLine() {
        assertThat(edits.line(row(2))).startsWith("do: map, container: c0, iova:");
        assertThat(edits.fault(row(2), "do: map, container: c0")).isPresent();
        assertThat(edits.fault(row(2), edits.line(row(2)))).isEmpty();
        String line = edits.line(row(2)).replaceFirst("iova: \\w+", "iova: 0x40000000");
        assertThat(edits.change(row(2), line)).isEmpty();
        assertThat(row(2).answer()).isEqualTo("OK");
    }

    @Test
    void aRowThatIsStillShownButGoneIsRefusedInASentence() {
        List<StepRow> gone = List.of(row(4));
        session.apply(new RemoveStep(4));
        assertThat(edits.dependants(gone)).isEmpty();
        assertThat(edits.remove(gone)).contains("There is no step 4.");
        assertThat(edits.toggle(gone)).isPresent();
        assertThat(edits.move(gone.getFirst(), 3)).isPresent();
    }

    @Test
    void doesStepsOnceMoreRightBehindTheLastOfThem() {
        model.choose(List.of(row(1), row(3)), row(1));
        commands.duplicate();
        assertThat(actions(4, 5)).isEqualTo(List.of(row(1).action(), row(3).action()));
        assertThat(model.chosen(5)).extracting(StepRow::number).containsExactly(4, 5);
        session.undo();
        assertThat(model.rows()).hasSize(4);
    }

    private List<String> actions(int first, int last) {
        return model.rows().subList(first - 1, last).stream().map(StepRow::action).toList();
    }

    @Test
    void copiesStepsAsLinesThatAreStepsAgainElsewhere() {
        model.choose(List.of(row(3), row(2)), row(2));
        String lines = edits.lines(model.chosen(2));
        assertThat(lines)
                .isEqualTo(
                        """
                        steps:
                          - {do: map, container: c0, iova: 0x00000000, size: 2G, backing: vm0-ram}
                          - {do: set-irqs, device: nic0, index: msix, count: 4}
                        """);
        DocumentSession other = OpenSessions.guestOverWindow();
        other.showStep(1);
        dialogs.copied.add(lines);
        new MachineCommands(other, dialogs).paste();
        assertThat(other.atlas().steps()).hasSize(6);
        assertThat(other.atlas().steps().subList(1, 3))
                .isEqualTo(session.atlas().steps().subList(1, 3));
        assertThat(other.stepProperty().get()).isEqualTo(3);
        dialogs.copied.add("- {do: detach, device: nic0}\n- {do: detach, device: nic0}\n");
        new MachineCommands(other, dialogs).paste();
        assertThat(other.atlas().steps()).hasSize(8);
        assertThat(other.atlas().steps().get(3).action()).isInstanceOf(Step.Detach.class);
    }

    @Test
    void pastesNoStepWhenOneOfThemNamesWhatIsNotThere() {
        dialogs.copied.add(
                """
                - {do: detach, device: nic0}
                - {do: attach, device: nic0, container: c9}
                """);
        commands.paste();
        assertThat(session.atlas().steps()).hasSize(4);
        assertThat(dialogs.noted)
                .containsExactly(
                        "Line 2 of the clipboard does not fit here: In the key \"container\":"
                                + " There is no container \"c9\"; did you mean \"c0\"?");
        assertThat(session.undoTextProperty().get()).isEmpty();
    }

    @Test
    void pastedPageTablesGetNamesOfTheirOwn() {
        session.apply(
                new ReplaceDocument(
                        "",
                        DocumentReader.read(
                                        Machines.GUEST_OVER_WINDOW.replaceFirst(
                                                "(?s)containers:.*",
                                                """
                                                ioases:
                                                  - {name: c0, owner: vm0, context: x}
                                                steps:
                                                  - {do: alloc-hwpt, device: nic0, ioas: c0, hwpt: own}
                                                  - {do: attach, device: nic0, ioas: c0, hwpt: own}
                                                  - {do: destroy, ioas: c0, hwpt: own}
                                                """))
                                .atlas()));
        model.choose(List.of(row(1), row(2), row(3)), row(3));
        dialogs.copied.add(edits.lines(model.chosen(3)));
        commands.paste();
        assertThat(actions(4, 6))
                .containsExactly(
                        "alloc-hwpt own0 of c0 for nic0",
                        "attach nic0 to own0 of c0",
                        "destroy own0 of c0");
    }

    @Test
    void cutsWhatItCopies() {
        model.choose(List.of(row(1), row(2)), row(2));
        commands.cut();
        assertThat(dialogs.copied.getLast()).contains("do: attach", "do: map");
        assertThat(model.rows()).hasSize(2);
        session.showStep(0);
        commands.paste();
        assertThat(model.rows()).hasSize(4);
        assertThat(session.atlas()).isEqualTo(Machines.document().atlas());
    }

    @Test
    void tellsWhatAMoveWouldChange() {
        List<String> told = new ArrayList<>();
        edits.preview(row(1), 2, told::add);
        assertThat(told).containsExactly("Step 1 becomes step 2; every answer stays.");
        edits.preview(row(4), 1, told::add);
        assertThat(told.getLast())
                .isEqualTo("Step 4 becomes step 1: 1 fire answers not set up instead of lost.");
        edits.preview(row(1), 99, told::add);
        assertThat(told.getLast()).isEqualTo("There is no step 99.");
    }

    @Test
    void takesWhatDependsOnAStepAlong() {
        edits.insert(
                1, "do: hot-add, function: {at: \"0000:01:00.1\", kind: endpoint, name: new0}");
        edits.insert(2, "do: bind, device: new0, driver: vfio-pci");
        assertThat(edits.dependants(List.of(row(1)))).containsExactly("Step 2 bind goes.");
        assertThat(edits.remove(List.of(row(1)))).isEmpty();
        assertThat(model.rows()).hasSize(4);
        session.undo();
        assertThat(model.rows()).hasSize(6);
    }
}
