package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.UserVirtual;

import java.util.Optional;

/// What is behind one mapped stretch of an IOAS. A copy shares the pages with its source: they stay
/// writable or not as they were mapped first.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.h:struct iopt_area`.
///
/// @param address of the first byte in the process
/// @param pages the memory that it shows
/// @param read whether devices may read
/// @param write whether devices may write
public record Area(UserVirtual address, UserPages pages, boolean read, boolean write) {

    /// The number to find the mapping again by.
    public int tag() {
        return pages.tag();
    }

    /// The part that begins so many bytes in.
    Area from(long unsignedOffset) {
        return new Area(address.plusExact(unsignedOffset), pages, read, write);
    }

    /// The same pages with other rights.
    Area withAccess(boolean mayRead, boolean mayWrite) {
        return new Area(address, pages, mayRead, mayWrite);
    }

    /// The whole pages that its bytes lie in.
    AddressRange<UserVirtual> wholePages(ByteSize length, ByteSize page) {
        AddressRange<UserVirtual> bytes = AddressRange.ofSize(address, length);
        UserVirtual last = UserVirtual.of(bytes.last().unsignedBits() | page.unsignedLastOffset());
        return AddressRange.of(address.alignDown(page), last);
    }

    /// The first address that cannot be pinned; whole pages are.
    Optional<UserVirtual> fault(ByteSize length, ByteSize page) {
        return pages.process().memory().firstFault(wholePages(length, page), pages.writable());
    }
}
