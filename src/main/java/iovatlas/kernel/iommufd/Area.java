package iovatlas.kernel.iommufd;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.ProcessMemory;

import java.util.Optional;

/// What is behind one mapped stretch of an IOAS. A copy shares the pages with its source: they stay
/// writable or not as they were mapped first.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.h:struct iopt_area, struct iopt_pages`.
///
/// @param address of the first byte in the process
/// @param writablePages whether the pages were taken for writing
/// @param read whether devices may read
/// @param write whether devices may write
/// @param memory of the process that mapped it
/// @param tag a number to find the mapping again by
public record Area(
        UserVirtual address,
        boolean writablePages,
        boolean read,
        boolean write,
        ProcessMemory memory,
        int tag) {

    /// The part that begins so many bytes in.
    Area from(long unsignedOffset) {
        return new Area(address.plusExact(unsignedOffset), writablePages, read, write, memory, tag);
    }

    /// The same pages with other rights.
    Area withAccess(boolean mayRead, boolean mayWrite) {
        return new Area(address, writablePages, mayRead, mayWrite, memory, tag);
    }

    /// The first address that cannot be pinned; whole pages are.
    Optional<UserVirtual> fault(ByteSize length, ByteSize page) {
        AddressRange<UserVirtual> bytes = AddressRange.ofSize(address, length);
        UserVirtual last = UserVirtual.of(bytes.last().unsignedBits() | page.unsignedLastOffset());
        return memory.firstFault(AddressRange.of(address.alignDown(page), last), writablePages);
    }
}
