package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.edit.Edit;
import iovatlas.edit.EditHistory;
import iovatlas.edit.Trial;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

/// A machine that was made by many edits answers like the same machine that was just read: nothing
/// that one version found out is left over in the next.
class EditedMachineTest {
    private static final int EDITS = 200;
    private static final int MOST = 60;

    private static Atlas empty() {
        return Atlas.begun(KernelRelease.V7_3, Architecture.ARM64);
    }

    @Test
    void answersLikeTheSameMachineReadAnew() {
        RandomEdits edits = new RandomEdits(20260202);
        EditHistory history = new EditHistory(empty());
        int made = 0;
        while (made < EDITS) {
            Atlas before = history.current();
            Edit edit = edits.next(before);
            Trial trial = edit.trial(before);
            assertThat(history.tryOut(edit)).isEqualTo(trial.refusal());
            if (trial instanceof Trial.Made(Atlas after)) {
                assertThat(history.current()).as("%s", edit).isEqualTo(after);
                same(after, DocumentReader.read(DocumentWriter.write(after)).atlas());
                made++;
            } else {
                assertThat(history.current()).isSameAs(before);
            }
            if (history.current().topology().functions().size() > MOST) {
                history.apply(new iovatlas.edit.machine.ReplaceDocument("New", empty()));
            }
        }
    }

    private static void same(Atlas edited, Atlas read) {
        Timeline one = edited.run();
        Timeline other = read.run();
        assertThat(one.results().stream().map(StepResult::word).toList())
                .isEqualTo(other.results().stream().map(StepResult::word).toList());
        KernelState state = one.state(one.length());
        KernelState again = other.state(other.length());
        assertThat(state.groups().groups()).isEqualTo(again.groups().groups());
        assertThat(state.log()).isEqualTo(again.log());
        assertThat(StandardRules.checker().check(edited, one).problems())
                .hasToString(StandardRules.checker().check(read, other).problems().toString());
        assertThat(drawn(edited, one).shapes()).isEqualTo(drawn(read, other).shapes());
    }

    private static Drawing drawn(Atlas atlas, Timeline timeline) {
        return TopologyDiagram.draw(
                atlas, timeline, timeline.length(), TopologyOptions.PLAIN, DrawingStyle.pixels());
    }
}
