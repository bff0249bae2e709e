package iovatlas.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.scenario.Mark;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

import java.util.List;

class TimelineViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final TimelineViewModel model = new TimelineViewModel(session);

    @Test
    void listsEveryStepWithTheKernelsAnswer() {
        assertThat(model.rows()).extracting(StepRow::answer).contains("OK", "EINVAL");
        assertThat(model.rows().get(1).mark()).isEqualTo(Mark.WRONG);
        assertThat(model.rows().get(1).calls().getLast().reasons().getFirst())
                .contains("drivers/vfio/vfio_iommu_type1.c");
    }

    @Test
    void aLostMessageIsNoOk() {
        StepRow fire = model.rows().getLast();
        assertThat(fire.answer()).isEqualTo("lost");
        assertThat(fire.mark()).isEqualTo(Mark.WRONG);
        assertThat(fire.text()).isEqualTo("4  fire nic0 2  lost");
        assertThat(fire.calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.answer()).isEqualTo("lost");
                    assertThat(call.reasons().getFirst()).contains("MAPTI", "vgic-its.c");
                    assertThat(call.reasons().getLast())
                            .isEqualTo(
                                    "hop guest controller (vITS); seen at:"
                                            + " /sys/kernel/debug/kvm/*/vgic-its-state@*");
                });
    }

    @Test
    void goesToAStepAndSelectsIt() {
        model.goTo(model.rows().get(1));
        assertThat(session.computed().step()).isEqualTo(2);
        assertThat(session.selection().primary()).contains(new ElementId.OfStep(2));
    }

    @Test
    void advancesUntilTheEnd() {
        session.showStep(2);
        assertThat(model.advance()).isTrue();
        assertThat(model.advance()).isTrue();
        assertThat(model.advance()).isFalse();
        assertThat(session.computed().step()).isEqualTo(4);
    }

    @Test
    void switchesAStepOffAndOnAgain() {
        assertThat(model.edits().toggle(List.of(model.rows().get(1)))).isEmpty();
        assertThat(model.rows().get(1).enabled()).isFalse();
        assertThat(model.rows().get(1).answer()).isEqualTo("off");
        model.edits().toggle(List.of(model.rows().get(1)));
        assertThat(model.rows().get(1).enabled()).isTrue();
    }

    @Test
    void movesAStepWithTheCursorAndRefusesBeyondTheEnds() {
        String map = model.rows().get(1).action();
        assertThat(model.edits().move(model.rows().get(1), 1)).isEmpty();
        assertThat(model.rows().getFirst().action()).isEqualTo(map);
        assertThat(session.computed().step()).isEqualTo(1);
        assertThat(model.edits().move(model.rows().getFirst(), 0)).isPresent();
    }

    @Test
    void removesAStepSoThatUndoBringsItBack() {
        assertThat(model.edits().remove(List.of(model.rows().get(1)))).isEmpty();
        assertThat(model.rows()).hasSize(3);
        session.undo();
        assertThat(model.rows()).hasSize(4);
    }
}
