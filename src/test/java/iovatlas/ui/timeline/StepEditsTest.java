package iovatlas.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.scenario.Step;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// The list of steps, edited.
class StepEditsTest {
    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final TimelineViewModel model = new TimelineViewModel(session);
    private final StepEdits edits = model.edits();

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
    void doesAStepOnceMore() {
        assertThat(edits.duplicate(row(1))).isEmpty();
        assertThat(model.rows()).hasSize(5);
        assertThat(row(2).action()).isEqualTo(row(1).action());
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
        assertThat(edits.dependants(row(1))).containsExactly("Step 2 bind goes.");
        assertThat(edits.remove(row(1))).isEmpty();
        assertThat(model.rows()).hasSize(4);
        session.undo();
        assertThat(model.rows()).hasSize(6);
    }
}
