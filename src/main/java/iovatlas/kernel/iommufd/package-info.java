/// iommufd: contexts and their objects, I/O address spaces, page tables, devices bound through their
/// character devices, and the emulation of a VFIO container. Immutable states; every call gives the
/// state after it and the answer, with the rule that decided.
@NullMarked
package iovatlas.kernel.iommufd;

import org.jspecify.annotations.NullMarked;
