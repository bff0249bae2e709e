package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;

import java.util.Optional;

/// Where the guest has its own doorbell: in a nested design the host's stage 2 leads that page to the
/// physical one.
///
/// @param machine what is known so far
record GuestDoorbell(DesignMachine machine) {

    /// From the control frame of an ITS to GITS_TRANSLATER, and within a GICv2m frame to SETSPI.
    private static final long ITS_TRANSLATER = 0x10040;

    private static final long V2M_SETSPI = 0x40;

    /// The page of stage 2, empty where the guest has no such controller.
    Optional<DoorbellPage> page(DesignSpace space, HostPhysical doorbell) {
        ByteSize granule = machine.granule();
        return Optional.ofNullable(space.space().owner())
                .flatMap(name -> machine.groups().topology().owner(name))
                .flatMap(GuestDoorbell::address)
                .map(at -> Iova.of(at.alignDown(granule).unsignedBits()))
                .map(at ->
                        new DoorbellPage(
                                AddressRange.ofSize(at, granule), doorbell.alignDown(granule)));
    }

    private static Optional<GuestPhysical> address(ContainerOwner owner) {
        if (!(owner instanceof ContainerOwner.Guest guest)) {
            return Optional.empty();
        }
        return switch (guest.interrupts()) {
            case GuestInterrupts.VirtualIts its -> its.base().plusOrEmpty(ITS_TRANSLATER);
            case GuestInterrupts.VirtualV2m frame -> frame.base().plusOrEmpty(V2M_SETSPI);
            case GuestInterrupts.VirtualApic _, GuestInterrupts.VirtualXics _ -> Optional.empty();
        };
    }
}
