package iovatlas.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.DocumentReader;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Machines;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class VectorChoiceTest {

    private static final PciAddress NIC = PciAddress.parse("0000:01:00.0");

    private final Atlas atlas = DocumentReader.read(Machines.GUEST_OVER_WINDOW).atlas();

    private Optional<MsiVector> after(int step) {
        KernelState state = atlas.run().state(step);
        return VectorChoice.first(atlas.steps().subList(0, step), state, null);
    }

    @Test
    void theVectorThatWasFiredComesFirst() {
        assertThat(after(4)).contains(new MsiVector(NIC, IrqIndex.MSIX, 2));
    }

    @Test
    void beforeTheFirstMessageItIsOneThatWasSetUp() {
        assertThat(after(3)).contains(new MsiVector(NIC, IrqIndex.MSIX, 0));
    }

    @Test
    void atBootItIsAnEndpointsThatCouldSendOne() {
        assertThat(after(0)).contains(new MsiVector(NIC, IrqIndex.MSIX, 0));
    }

    @Test
    void anotherDevicesMessagesDoNotCount() {
        PciAddress port = PciAddress.parse("0000:00:01.0");
        KernelState state = atlas.run().state(4);
        assertThat(VectorChoice.first(atlas.steps(), state, port)).isEmpty();
    }

    @Test
    void aStationMeansItsVectorOfTheKindThatIsShown() {
        KernelState state = atlas.run().state(4);
        MsiVector present = new MsiVector(NIC, IrqIndex.MSI, 0);
        assertThat(
                        VectorChoice.of(
                                atlas, state, new ElementId.OfHop(NIC, 3, 5), Optional.of(present)))
                .contains(new MsiVector(NIC, IrqIndex.MSI, 3));
        assertThat(VectorChoice.of(atlas, state, new ElementId.OfVector(NIC, 3), Optional.empty()))
                .contains(new MsiVector(NIC, IrqIndex.MSIX, 3));
    }

    @Test
    void aPartOfTheMachineThatSendsNothingMeansNoVector() {
        KernelState state = atlas.run().state(4);
        assertThat(VectorChoice.of(atlas, state, new ElementId.OfIommu("smmu0"), Optional.empty()))
                .isEmpty();
    }
}
