/// PCI as Linux enumerates it: registration order, DMA aliases, Access Control Services and the
/// device quirks that bend both.
@NullMarked
package iovatlas.kernel.pci;

import org.jspecify.annotations.NullMarked;
