package iovatlas.kernel.vfio;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellMapper;
import iovatlas.kernel.doorbell.MissingCookie;

/// Maps doorbells into one domain of a type1 back end.
///
/// @param type1 the back end so far
/// @param domain number of the domain
/// @param release decides what a domain without a cookie does
record Type1Doorbells(Type1 type1, int domain, KernelRelease release)
        implements DoorbellMapper<Type1Doorbells> {

    @Override
    public Transition<Type1Doorbells, Iova> map(HostPhysical doorbell) {
        Type1Domain target =
                type1.domains().stream()
                        .filter(d -> d.number() == domain)
                        .findFirst()
                        .orElseThrow();
        CookieWindow cookie = target.doorbells();
        if (cookie == null) {
            return new Transition<>(this, new MissingCookie(release).map(doorbell).outcome());
        }
        Transition<CookieWindow, Iova> mapped =
                cookie.map(doorbell, range -> type1.mappings().anyOverlapping(range));
        Type1 changed = type1.withDomain(target.withDoorbells(mapped.state()));
        return new Transition<>(new Type1Doorbells(changed, domain, release), mapped.outcome());
    }
}
