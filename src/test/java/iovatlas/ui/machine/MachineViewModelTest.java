package iovatlas.ui.machine;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class MachineViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final MachineViewModel model = new MachineViewModel(session);

    private static Stream<MachineNode> all(MachineNode node) {
        return Stream.concat(
                Stream.of(node), node.children().stream().flatMap(MachineViewModelTest::all));
    }

    private List<String> texts() {
        return all(model.rootProperty().get()).map(MachineNode::text).toList();
    }

    @Test
    void holdsEveryThingOfTheMachine() {
        assertThat(texts())
                .contains(
                        "Segment 0000",
                        "Host bridge 0000:00",
                        "01:00.0  nic0",
                        "smmu0  SMMUv3",
                        "Containers",
                        "Steps");
    }

    @Test
    void alarmsTheRefusedStepWithItsErrno() {
        MachineNode step =
                all(model.rootProperty().get())
                        .filter(node -> new ElementId.OfStep(2).equals(node.element()))
                        .findFirst()
                        .orElseThrow();
        assertThat(step.alarmed()).isTrue();
        assertThat(step.answer()).isEqualTo("EINVAL");
        model.choose(List.of(step));
        assertThat(session.computed().step()).isEqualTo(2);
    }

    @Test
    void filterKeepsTheLinesAboveAHit() {
        model.filterProperty().set("nic0");
        assertThat(texts()).contains("Host bridge 0000:00", "01:00.0  nic0");
        assertThat(texts()).doesNotContain("smmu0  SMMUv3");
    }
}
