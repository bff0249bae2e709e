package iovatlas.kernel.doorbell;

import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Transition;

/// A type1 domain with a cookie and nothing else mapped.
record RecordedDomain(CookieWindow cookie) implements DoorbellMapper<RecordedDomain> {

    static RecordedDomain fresh() {
        return new RecordedDomain(CookieWindow.at(Iova.of(0x0800_0000), ByteSize.ofBytes(4096)));
    }

    @Override
    public Transition<RecordedDomain, Iova> map(HostPhysical doorbell) {
        Transition<CookieWindow, Iova> mapped = cookie.map(doorbell, _ -> false);
        return new Transition<>(new RecordedDomain(mapped.state()), mapped.outcome());
    }
}
