package iovatlas.address;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The page sizes that an IOMMU domain can map: bit n set means pages of 2^n bytes.
///
/// Source: `include/linux/iommu.h: struct iommu_domain.pgsize_bitmap`. The bitmap may be empty, as
/// when two IOMMUs have no page size in common.
///
/// @param bitmap one bit for each size, bit 0 for 1 byte to bit 63 for 2^63 bytes
public record PageSizes(long bitmap) {

    private static final String NONE = "none";

    /// The set of these sizes.
    ///
    /// @throws IllegalArgumentException if a size is not a power of two below 2^64
    public static PageSizes of(ByteSize... sizes) {
        long bitmap = 0;
        for (ByteSize size : sizes) {
            if (!size.fitsIn64Bits() || !size.isPowerOfTwo()) {
                throw new IllegalArgumentException(
                        "A page size is a power of two below 2^64, not " + size.text() + ".");
            }
            bitmap |= size.unsignedBytes();
        }
        return new PageSizes(bitmap);
    }

    /// Reads the form of [#text].
    ///
    /// @throws IllegalArgumentException if the text is anything else; the message quotes the part
    ///     that is no page size
    public static PageSizes parse(String text) {
        return text.equals(NONE)
                ? new PageSizes(0)
                : of(
                        Arrays.stream(text.split("\\|", -1))
                                .map(ByteSize::parse)
                                .toArray(ByteSize[]::new));
    }

    /// Whether no size is in the set.
    public boolean isEmpty() {
        return bitmap == 0;
    }

    /// The smallest page size.
    ///
    /// @throws IllegalStateException if the set is empty
    public ByteSize smallest() {
        requireAny();
        return ByteSize.ofBytes(Long.lowestOneBit(bitmap));
    }

    /// The largest page size.
    ///
    /// @throws IllegalStateException if the set is empty
    public ByteSize largest() {
        requireAny();
        return ByteSize.ofBytes(Long.highestOneBit(bitmap));
    }

    /// Whether pages of exactly this size can be mapped.
    public boolean contains(ByteSize size) {
        return size.fitsIn64Bits() && size.isPowerOfTwo() && (bitmap & size.unsignedBytes()) != 0;
    }

    /// The sizes in both sets.
    public PageSizes and(PageSizes other) {
        return new PageSizes(bitmap & other.bitmap);
    }

    /// The sizes, smallest first.
    public List<ByteSize> ascending() {
        var sizes = new ArrayList<ByteSize>();
        for (long rest = bitmap; rest != 0; rest &= rest - 1) {
            sizes.add(ByteSize.ofBytes(Long.lowestOneBit(rest)));
        }
        return List.copyOf(sizes);
    }

    /// The sizes, smallest first, as in `4K|2M|1G`; `none` if there are none.
    public String text() {
        return isEmpty()
                ? NONE
                : ascending().stream().map(ByteSize::text).collect(Collectors.joining("|"));
    }

    /// The form of [#text].
    @Override
    public String toString() {
        return text();
    }

    private void requireAny() {
        if (isEmpty()) {
            throw new IllegalStateException("There is no page size in an empty bitmap");
        }
    }
}
