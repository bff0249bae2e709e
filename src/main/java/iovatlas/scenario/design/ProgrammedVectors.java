package iovatlas.scenario.design;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// The vectors of a device that are set up, and what it writes to.
///
/// @param count how many
/// @param address what the device writes to, null until the guest has said it
/// @param doorbell the register that it should reach, null where hardware decodes messages
/// @param controller name of the interrupt controller
record ProgrammedVectors(
        PciAddress device,
        int count,
        @Nullable Iova address,
        @Nullable HostPhysical doorbell,
        String controller) {

    ProgrammedVectors withAddress(Iova value) {
        return new ProgrammedVectors(device, count, value, doorbell, controller);
    }
}
