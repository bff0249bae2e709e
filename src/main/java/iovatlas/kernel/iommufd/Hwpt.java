package iovatlas.kernel.iommufd;

import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.iommu.DomainShape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A page table object.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct iommufd_hwpt_paging`.
///
/// @param id the object's
/// @param ioas id of the IOAS that it mirrors
/// @param automatic whether an attach to the IOAS made it; it goes with its last device
/// @param shape of its domain
/// @param doorbells doorbell pages of the context's table mapped in it, in the order of mapping
/// @param cookie up to 6.14, its own window for doorbell pages; null without one and since 6.15
public record Hwpt(
        int id,
        int ioas,
        boolean automatic,
        DomainShape shape,
        List<ContextDoorbells.Entry> doorbells,
        @Nullable CookieWindow cookie) {

    public Hwpt {
        doorbells = List.copyOf(doorbells);
    }

    /// A table in which no doorbell is.
    static Hwpt made(int id, int ioas, boolean automatic, DomainShape shape) {
        return new Hwpt(id, ioas, automatic, shape, List.of(), null);
    }

    /// The doorbell pages that are mapped in it.
    ///
    /// @param context that it is in
    public List<DoorbellPage> pages(Context context) {
        return cookie == null
                ? doorbells.stream().map(context.doorbells()::pageAt).toList()
                : cookie.pages();
    }

    Hwpt withCookie(CookieWindow value) {
        return new Hwpt(id, ioas, automatic, shape, doorbells, value);
    }

    Hwpt withDoorbells(List<ContextDoorbells.Entry> entries) {
        var more = new ArrayList<>(doorbells);
        entries.stream().filter(e -> !more.contains(e)).forEach(more::add);
        return new Hwpt(id, ioas, automatic, shape, more, cookie);
    }
}
