package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;

/// A domain that user space owns and that has no MSI cookie, as type1 makes it for a group with a
/// hardware MSI window.
///
/// @param release decides whether the vector is refused or keeps the physical address
public record MissingCookie(KernelRelease release) implements DoorbellMapper<MissingCookie> {

    @Override
    public Transition<MissingCookie, Iova> map(HostPhysical doorbell) {
        Evidence where = new Evidence.OfAddress("doorbell", doorbell);
        Outcome<Iova> outcome =
                release.atLeast(DoorbellRules.NO_COOKIE_REFUSES)
                        ? Outcome.refuse(Errno.EOPNOTSUPP, DoorbellRules.NO_COOKIE, where)
                        : Outcome.ok(
                                Iova.of(doorbell.unsignedBits()),
                                Reason.of(DoorbellRules.NO_COOKIE_PHYSICAL, where));
        return new Transition<>(this, outcome);
    }
}
