package iovatlas.ui.topology;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

class TopologyViewModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final TopologyViewModel model =
            new TopologyViewModel(session, new SameThreadExecutor());

    @Test
    void drawsAtOnceAndAgainForAnotherSelection() {
        Drawing first = model.drawing().get();
        assertThat(first.shapes()).isNotEmpty();
        session.selection().select(new ElementId.OfFunction(PciAddress.parse("0000:01:00.0")));
        assertThat(model.drawing().get()).isNotEqualTo(first);
    }

    @Test
    void foldsTheSubtreeOfAPortAndUnfoldsIt() {
        Drawing open = model.drawing().get();
        ElementId port = new ElementId.OfFunction(PciAddress.parse("0000:00:01.0"));
        model.toggle(port);
        assertThat(model.drawing().get().shapes().size()).isLessThan(open.shapes().size());
        model.toggle(port);
        assertThat(model.drawing().get()).isEqualTo(open);
    }

    @Test
    void countsGroupsInItsTitle() {
        assertThat(model.title().get()).startsWith("Topology \u2014 2 groups");
    }
}
