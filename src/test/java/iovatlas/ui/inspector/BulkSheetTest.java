package iovatlas.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Several things in the inspector at once.
class BulkSheetTest {
    private static final PciAddress PORT = PciAddress.parse("00:01.0");
    private static final PciAddress NIC = PciAddress.parse("01:00.0");

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final InspectorViewModel model =
            new InspectorViewModel(session, new SameThreadExecutor(), OpenSessions::fail);

    private Field property(String label) {
        return model.sheet().properties().stream()
                .filter(field -> field.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void changesAPropertyOfAllOfThemInOneEntry() {
        session.selection()
                .select(List.of(new ElementId.OfFunction(PORT), new ElementId.OfFunction(NIC)));
        assertThat(model.sheet().title()).isEqualTo("2 things selected");
        assertThat(model.judge(property("ATS"), "perhaps").wrong()).isPresent();
        assertThat(model.change(property("ATS"), "true")).isEmpty();
        for (PciAddress at : List.of(PORT, NIC)) {
            assertThat(session.atlas().topology().function(at).orElseThrow().capabilities().ats())
                    .isTrue();
        }
        session.undo();
        assertThat(session.dirtyProperty().get()).isFalse();
    }

    @Test
    void saysWhenNothingIsCommon() {
        session.selection()
                .select(List.of(new ElementId.OfFunction(PORT), new ElementId.OfGroup(0)));
        assertThat(model.sheet().properties()).isEmpty();
        assertThat(model.sheet().text()).contains("no property of all of them");
    }
}
