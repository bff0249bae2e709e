package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeSet;

import java.util.ArrayList;
import java.util.List;

/// An I/O address space.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct io_pagetable`.
///
/// @param id the object's
/// @param page the CPU's page size
/// @param areas what is mapped; areas neither overlap nor merge
/// @param reserved what nothing can be mapped at; may overlap each other
/// @param allowed what automatic placement is restricted to; empty for no restriction
/// @param smallPages whether pages larger than the CPU's are not used
/// @param alignment of every area's start, length and place in its page
/// @param domains that mirror it, the oldest first
/// @param accesses how many drivers of mediated devices reach into it
public record Ioas(
        int id,
        ByteSize page,
        RangeIndex<Iova, Area> areas,
        RangeIndex<Iova, Reservation> reserved,
        RangeSet<Iova> allowed,
        boolean smallPages,
        ByteSize alignment,
        List<IoasDomain> domains,
        int accesses) {

    static final ByteSize BYTE = ByteSize.ofBytes(1);

    public Ioas {
        domains = List.copyOf(domains);
    }

    static Ioas empty(int id, ByteSize page) {
        return new Ioas(
                id,
                page,
                RangeIndex.empty(),
                RangeIndex.empty(),
                RangeSet.empty(),
                false,
                BYTE,
                List.of(),
                0);
    }

    /// What IOMMU_IOAS_IOVA_RANGES gives: everything that is not reserved.
    public List<AddressRange<Iova>> ranges() {
        return reserved.holes(AddressRange.all(Iova.ZERO));
    }

    Ioas withAreas(RangeIndex<Iova, Area> value) {
        return new Ioas(
                id, page, value, reserved, allowed, smallPages, alignment, domains, accesses);
    }

    Ioas withReserved(RangeIndex<Iova, Reservation> value) {
        return new Ioas(id, page, areas, value, allowed, smallPages, alignment, domains, accesses);
    }

    Ioas withAllowed(RangeSet<Iova> value) {
        return new Ioas(id, page, areas, reserved, value, smallPages, alignment, domains, accesses);
    }

    Ioas withSmallPages(boolean value) {
        Ioas changed =
                new Ioas(id, page, areas, reserved, allowed, value, alignment, domains, accesses);
        return changed.aligned();
    }

    Ioas withDomain(IoasDomain domain) {
        var more = new ArrayList<>(domains);
        more.add(domain);
        return withDomains(more);
    }

    /// Without a page table and what it reserved.
    Ioas withoutDomain(int hwpt) {
        return withDomains(domains.stream().filter(d -> d.hwpt() != hwpt).toList())
                .withoutReservations(hwpt);
    }

    /// Without what a device or page table reserved.
    Ioas withoutReservations(int object) {
        return withReserved(
                RangeIndex.ofSorted(
                        reserved.entries().filter(e -> e.value().object() != object).toList()));
    }

    private Ioas withDomains(List<IoasDomain> value) {
        return new Ioas(id, page, areas, reserved, allowed, smallPages, alignment, value, accesses)
                .aligned();
    }

    /// With so many drivers of mediated devices that reach into it.
    ///
    /// Source: `io_pagetable.c:iopt_add_access`.
    Ioas withAccesses(int value) {
        return new Ioas(id, page, areas, reserved, allowed, smallPages, alignment, domains, value)
                .aligned();
    }

    /// Source: `io_pagetable.c:iopt_calculate_iova_alignment`.
    private Ioas aligned() {
        // The drivers pin pages, hence whole ones.
        ByteSize least = smallPages || accesses > 0 ? page : BYTE;
        for (IoasDomain domain : domains) {
            ByteSize smallest = domain.shape().pageSizes().smallest();
            least = smallest.compareTo(least) > 0 ? smallest : least;
        }
        return new Ioas(id, page, areas, reserved, allowed, smallPages, least, domains, accesses);
    }
}
