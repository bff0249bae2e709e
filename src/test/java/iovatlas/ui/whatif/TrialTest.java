package iovatlas.ui.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.document.ChangeProperty;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;

import org.junit.jupiter.api.Test;

class TrialTest {
    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final Trial trial = new Trial(session);

    private void moveRam(String base) {
        var owner = session.atlas().topology().owners().getFirst();
        var region = owner.memory().getFirst();
        var element = new ElementId.OfMemory(owner.name(), region.name());
        assertThat(session.apply(new ChangeProperty(element, "at", base))).isEmpty();
    }

    @Test
    void listsWhatTheKernelWouldDoOtherwise() {
        trial.begin();
        assertThat(trial.consequences()).isEmpty();
        session.apply(
                new ChangeProperty(
                        new ElementId.OfFunction(iovatlas.topology.PciAddress.parse("00:01.0")),
                        "acs",
                        ""));
        assertThat(trial.consequences())
                .extracting(Consequence::line)
                .contains("+ group: 00:01.0 01:00.0 together", "- group: 01:00.0 alone");
    }

    @Test
    void droppingBringsTheDocumentBack() {
        Atlas before = session.atlas();
        trial.begin();
        moveRam("0x40000000");
        moveRam("0x80000000");
        assertThat(session.atlas()).isNotEqualTo(before);
        trial.drop();
        assertThat(session.atlas()).isEqualTo(before);
        assertThat(trial.baseProperty().get()).isNull();
    }

    @Test
    void keepingLeavesTheEdits() {
        trial.begin();
        moveRam("0x40000000");
        Atlas tried = session.atlas();
        trial.keep();
        assertThat(session.atlas()).isEqualTo(tried);
        assertThat(trial.consequences()).isEmpty();
    }
}
