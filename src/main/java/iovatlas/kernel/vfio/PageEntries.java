package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.ProcessMemory;
import iovatlas.kernel.ProcessMemory.Stretch;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// With how many page-table entries of which size a mapping stands in a domain.
///
/// Physically contiguous memory is mapped piece by piece; inside a piece the largest page is taken
/// that the IOVA, the physical address and the rest allow.
///
/// Source: `drivers/iommu/iommu.c:iommu_pgsize`,
/// `drivers/vfio/vfio_iommu_type1.c:vfio_pin_pages_remote`.
public final class PageEntries {

    private final PageSizes sizes;
    private final SortedMap<ByteSize, Long> counts = new TreeMap<>();

    private PageEntries(PageSizes sizes) {
        this.sizes = sizes;
    }

    /// Counts the entries by page size; empty where the memory is not there.
    ///
    /// @param range where it is mapped
    /// @param address where the memory is in the process
    public static SortedMap<ByteSize, Long> of(
            AddressRange<Iova> range, UserVirtual address, PageSizes sizes, ProcessMemory memory) {
        var entries = new PageEntries(sizes);
        long iova = range.first().unsignedBits();
        long at = address.unsignedBits();
        long left = range.size().fitsIn64Bits() ? range.size().unsignedBytes() : 0;
        while (left != 0) {
            Stretch stretch = memory.at(UserVirtual.of(at)).orElse(null);
            if (stretch == null) {
                return Collections.unmodifiableSortedMap(entries.counts);
            }
            long inStretch = stretch.range().last().unsignedBits() - at + 1;
            long now = Long.compareUnsigned(inStretch, left) < 0 ? inStretch : left;
            entries.addStretch(iova, at, now, stretch.contiguous().unsignedBytes());
            iova += now;
            at += now;
            left -= now;
        }
        return Collections.unmodifiableSortedMap(entries.counts);
    }

    /// Memory in aligned pieces: a part of one, whole ones that are all alike, and a part of one.
    private void addStretch(long iova, long address, long length, long piece) {
        long toPiece = -address & (piece - 1);
        long head = Long.compareUnsigned(toPiece, length) < 0 ? toPiece : length;
        addRun(iova, address, head, 1);
        long whole = Long.divideUnsigned(length - head, piece);
        addRun(iova + head, address + head, whole == 0 ? 0 : piece, whole);
        long done = head + whole * piece;
        addRun(iova + done, address + done, length - done, 1);
    }

    private void addRun(long iova, long address, long length, long times) {
        long at = iova;
        long physical = address;
        long left = length;
        while (left != 0) {
            long page = pageFor(at | physical, left);
            if (page == 0) {
                return;
            }
            long count = countOf(page, at, physical, left);
            counts.merge(ByteSize.ofBytes(page), count * times, Long::sum);
            at += count * page;
            physical += count * page;
            left -= count * page;
        }
    }

    /// The largest page that divides both addresses and is not longer than what is left; 0 for none.
    private long pageFor(long addresses, long left) {
        long fitting = sizes.bitmap() & (Long.highestOneBit(left) * 2 - 1);
        if (addresses != 0) {
            fitting &= Long.lowestOneBit(addresses) * 2 - 1;
        }
        return Long.highestOneBit(fitting);
    }

    /// How many of these pages come before the next larger page can be used.
    private long countOf(long page, long iova, long physical, long left) {
        long larger = Long.lowestOneBit(sizes.bitmap() & ~(page * 2 - 1));
        long all = Long.divideUnsigned(left, page);
        if (larger == 0 || ((iova ^ physical) & (larger - 1)) != 0) {
            return all;
        }
        long distance = larger - (iova & (larger - 1));
        boolean reachable =
                Long.compareUnsigned(distance, left) <= 0
                        && Long.compareUnsigned(larger, left - distance) <= 0;
        return reachable ? Long.divideUnsigned(distance, page) : all;
    }
}
