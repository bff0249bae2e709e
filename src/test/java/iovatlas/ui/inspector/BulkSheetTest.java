package iovatlas.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Several things in the inspector at once.
class BulkSheetTest {
    private static final PciAddress PORT = PciAddress.parse("00:01.0");
    private static final PciAddress NIC = PciAddress.parse("01:00.0");
    private static final ElementId PORT_ID = new ElementId.OfFunction(PORT);
    private static final ElementId NIC_ID = new ElementId.OfFunction(NIC);

    private final DocumentSession session = OpenSessions.guestOverWindow();
    private final InspectorViewModel model =
            new InspectorViewModel(session, new SameThreadExecutor(), OpenSessions::fail);

    private Field property(String label) {
        return model.sheet().properties().stream()
                .filter(field -> field.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private PciFunction function(PciAddress at) {
        return session.atlas().topology().function(at).orElseThrow();
    }

    @Test
    void changesAPropertyOfAllOfThemInOneEntry() {
        session.selection().select(List.of(PORT_ID, NIC_ID));
        assertThat(model.sheet().title()).isEqualTo("2 things selected");
        assertThat(model.judge(property("ATS"), "perhaps").wrong()).isPresent();
        assertThat(model.change(property("ATS"), "true")).isEmpty();
        for (PciAddress at : List.of(PORT, NIC)) {
            assertThat(function(at).capabilities().ats()).isTrue();
        }
        session.undo();
        assertThat(session.dirtyProperty().get()).isFalse();
    }

    @Test
    void showsWhereValuesDifferAndGivesAllOneValue() {
        session.selection().select(List.of(PORT_ID, NIC_ID));
        assertThat(BulkSheet.isMixed(property("Driver at boot"))).isTrue();
        assertThat(BulkSheet.isMixed(property("ATS"))).isFalse();
        assertThat(model.change(property("Driver at boot"), "vfio-pci")).isEmpty();
        assertThat(function(PORT).driver()).isEqualTo("vfio-pci");
        assertThat(property("Driver at boot").value()).isEqualTo("vfio-pci");
        assertThat(model.change(property("Driver at boot"), "")).isEmpty();
        assertThat(function(NIC).driver()).isNull();
        session.undo();
        session.undo();
        assertThat(session.dirtyProperty().get()).isFalse();
    }

    @Test
    void leavesOutWhatTellsThingsApart() {
        session.selection().select(List.of(PORT_ID, NIC_ID));
        assertThat(model.sheet().properties())
                .extracting(Field::label)
                .doesNotContain("Name", "Address")
                .contains("Class code", "Interrupt pin");
    }

    @Test
    void isRefusedForAllWhenItIsForOneAndSaysForWhich() {
        session.selection().select(List.of(PORT_ID, NIC_ID));
        String refusal = model.change(property("Buses below"), "01").orElseThrow();
        assertThat(refusal).startsWith("Refused for 1 of 2, first 01:00.0  nic0: ").contains("bus");
        assertThat(function(PORT).buses()).hasToString("01");
        assertThat(session.dirtyProperty().get()).isFalse();
        assertThat(model.judge(property("Buses below"), "01").wrong()).contains(refusal);
    }

    @Test
    void sharesWhatThingsOfDifferentKindsHaveInCommon() {
        session.selection()
                .select(
                        List.of(
                                new ElementId.OfIommu("smmu0"),
                                new ElementId.OfMsiController("its0")));
        assertThat(model.sheet().properties()).extracting(Field::label).contains("Kind");
        assertThat(BulkSheet.isMixed(property("Kind"))).isTrue();
    }

    @Test
    void saysTheCautionOfEachOfThemAsOneSentence() {
        String caution = "There it counts.";
        var warned = new BulkEdit.Part("smmu0", new Warning(caution), null);
        var quiet = new BulkEdit.Part("smmu1", new Warning(""), null);
        assertThat(
                        new BulkEdit("RIDs", "x", 3, List.of(quiet, warned, warned))
                                .caution(session.atlas()))
                .contains("Caution for 2 of 3, first smmu0: There it counts.");
        assertThat(new BulkEdit("RIDs", "x", 1, List.of(quiet)).caution(session.atlas())).isEmpty();
    }

    @Test
    void saysWhenNothingIsCommon() {
        session.selection().select(List.of(PORT_ID, new ElementId.OfGroup(0)));
        assertThat(model.sheet().properties()).isEmpty();
        assertThat(model.sheet().text()).contains("no property of all of them");
    }
}
