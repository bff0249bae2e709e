package iovatlas.ui.fault;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.OpenSessions;
import iovatlas.ui.work.SameThreadExecutor;

import org.junit.jupiter.api.Test;

class FaultModelTest {

    private final DocumentSession session = OpenSessions.guestOverWindow();

    private FaultModel model(String log) {
        return new FaultModel(session, new SameThreadExecutor(), OpenSessions::fail, log);
    }

    private static String fault(String iova) {
        return "arm-smmu-v3 smmu0: event: F_TRANSLATION client: 0000:01:00.0 sid: 0x100 ssid: 0x0"
                + " iova: "
                + iova
                + " ipa: 0x0\n";
    }

    @Test
    void placesTheFaultsOfATextAtOnceAndAsItChanges() {
        FaultModel model = model(fault("0xf0000000"));
        assertThat(model.locatedProperty().get().places()).hasSize(1);
        model.textProperty().set(fault("0xf0000000") + fault("0xf0001000"));
        assertThat(model.locatedProperty().get().places()).hasSize(2);
        assertThat(model.locatedProperty().get().summary())
                .containsExactly("SMMUv3, an access: 2 reports, 2 pages in 0xf0000000-0xf0001fff");
        model.textProperty().set("");
        assertThat(model.locatedProperty().get()).isEqualTo(LocatedFaults.NOTHING);
    }

    @Test
    void selectsTheAddressAndTheDevice() {
        FaultModel model = model(fault("0xf0000000"));
        FaultPlace place = model.locatedProperty().get().places().getFirst();
        assertThat(model.showAddress(place)).isTrue();
        assertThat(session.selection().primary())
                .hasValueSatisfying(e -> assertThat(e).isInstanceOf(ElementId.OfIova.class));
        assertThat(model.showDevice(place)).isTrue();
        assertThat(session.selection().primary())
                .contains(new ElementId.OfFunction(PciAddress.parse("0000:01:00.0")));
        assertThat(FaultModel.tell(place)).contains("0xf0000000 by 0000:01:00.0 (nic0)", "in c0");
    }

    @Test
    void saysWhatIsKnownWhenATextHoldsNoFault() {
        assertThat(model("a word\n").locatedProperty().get().summary())
                .singleElement()
                .asString()
                .startsWith("No fault among 1 line.");
    }
}
