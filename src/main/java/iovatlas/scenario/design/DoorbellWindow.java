package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.design.DesignVectors.Setup;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Which page of a window a doorbell gets.
///
/// @param machine what is known so far
record DoorbellWindow(DesignMachine machine) {

    /// A page, and what to remember when it is taken.
    ///
    /// @param known whether it had that page before
    /// @param errno why there is none, null when there is
    record Place(DoorbellPage page, boolean known, @Nullable Errno errno, Runnable keep) {}

    /// The window that a set-up uses: that of its own group where pages are counted over a whole
    /// context, that of the page table's first group otherwise.
    Optional<AddressRange<Iova>> of(Setup setup) {
        if (!machine.policy().perContext()) {
            return Optional.ofNullable(setup.domain().window());
        }
        return machine.regionsOf(setup.group()).stream()
                .filter(region -> region.type() == ReservedType.SW_MSI)
                .map(ReservedRegion::range)
                .findFirst();
    }

    Place next(Setup setup, AddressRange<Iova> window) {
        return machine.policy().perContext() ? ofContext(setup, window) : ofCookie(setup, window);
    }

    private Place ofCookie(Setup setup, AddressRange<Iova> window) {
        CookieWindow cookie = setup.domain().cookie(window.first(), machine.granule());
        Optional<DoorbellPage> known = cookie.pageOf(setup.doorbell());
        CookieWindow more = cookie.map(setup.doorbell(), _ -> false).state();
        DoorbellPage page = more.pageOf(setup.doorbell()).orElseThrow();
        return new Place(page, known.isPresent(), null, () -> setup.domain().cookie(more));
    }

    private Place ofContext(Setup setup, AddressRange<Iova> window) {
        String context = setup.space().context();
        ContextDoorbells table = machine.context(context);
        Transition<ContextDoorbells, Iova> mapped = table.map(window.first(), setup.doorbell());
        List<ContextDoorbells.Entry> entries = mapped.state().entries();
        var physical = setup.doorbell().alignDown(machine.granule());
        DoorbellPage page =
                entries.stream()
                        .filter(e -> e.start().equals(window.first()))
                        .filter(e -> e.page().equals(physical))
                        .findFirst()
                        .map(table::pageAt)
                        .orElseGet(() -> new DoorbellPage(window, physical));
        return new Place(
                page,
                setup.domain().has(page),
                mapped.outcome().error().orElse(null),
                () -> machine.context(context, mapped.state()));
    }
}
