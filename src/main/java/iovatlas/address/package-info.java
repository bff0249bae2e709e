/// Addresses, ranges and sizes of 64-bit address spaces, one type for each kind of address, so that
/// an IOVA can never be taken for a physical address. All arithmetic is unsigned and says in its
/// name what happens at the ends of the space; ranges are inclusive and never wrap. The interval
/// map [iovatlas.address.RangeIndex] and the set [iovatlas.address.RangeSet] are immutable and
/// share structure.
@NullMarked
package iovatlas.address;

import org.jspecify.annotations.NullMarked;
