package iovatlas.kernel.iommufd;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellMapper;
import iovatlas.kernel.doorbell.DoorbellRules;
import iovatlas.kernel.doorbell.MissingCookie;

import java.util.List;

/// Maps doorbells for a device of a context: at the same IOVA in every page table of the context; up
/// to 6.14 in the window of its page table, as type1 does.
///
/// Source: `drivers/iommu/iommufd/driver.c:iommufd_sw_msi`,
/// `drivers/iommu/iommufd/device.c:iommufd_group_setup_msi`.
///
/// @param context so far
/// @param device id of the device
/// @param release the running kernel
record IommufdDoorbells(Context context, int device, KernelRelease release)
        implements DoorbellMapper<IommufdDoorbells> {

    @Override
    public Transition<IommufdDoorbells, Iova> map(HostPhysical doorbell) {
        BoundDevice bound = context.device(device).orElseThrow();
        ContextGroup group = context.group(bound.group());
        Iova window = group.window();
        Integer hwpt = bound.hwpt();
        if (hwpt != null && release.before(DoorbellRules.NO_COOKIE_REFUSES)) {
            return inCookie(context.hwpt(hwpt).orElseThrow(), doorbell);
        }
        if (window == null || hwpt == null) {
            return new Transition<>(this, Outcome.ok(Iova.of(doorbell.unsignedBits())));
        }
        Transition<ContextDoorbells, Iova> mapped = context.doorbells().map(window, doorbell);
        if (!mapped.outcome().isOk()) {
            return new Transition<>(this, mapped.outcome());
        }
        HostPhysical page = doorbell.alignDown(context.page());
        ContextDoorbells.Entry entry =
                mapped.state().entries().stream()
                        .filter(e -> e.start().equals(window) && e.page().equals(page))
                        .findFirst()
                        .orElseThrow();
        Context changed =
                context.withDoorbells(mapped.state())
                        .with(context.hwpt(hwpt).orElseThrow().withDoorbells(List.of(entry)))
                        .with(bound.group(), group.requiring(entry));
        return new Transition<>(new IommufdDoorbells(changed, device, release), mapped.outcome());
    }

    private Transition<IommufdDoorbells, Iova> inCookie(Hwpt hwpt, HostPhysical doorbell) {
        CookieWindow cookie = hwpt.cookie();
        if (cookie == null) {
            return new Transition<>(this, new MissingCookie(release).map(doorbell).outcome());
        }
        Ioas ioas = context.ioas(hwpt.ioas()).orElseThrow();
        Transition<CookieWindow, Iova> mapped =
                cookie.map(doorbell, range -> ioas.areas().anyOverlapping(range));
        Context changed = context.with(hwpt.withCookie(mapped.state()));
        return new Transition<>(new IommufdDoorbells(changed, device, release), mapped.outcome());
    }
}
