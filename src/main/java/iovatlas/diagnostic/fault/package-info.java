/// Faults that an IOMMU reported: their lines in a kernel log or a trace taken apart, and where each
/// lies on the machine: device, domain, nearest mapping, reserved region, and the likely story.
@NullMarked
package iovatlas.diagnostic.fault;

import org.jspecify.annotations.NullMarked;
