/// Stream IDs, IOMMU groups, reserved regions and domains, as Linux computes them.
@NullMarked
package iovatlas.kernel.iommu;

import org.jspecify.annotations.NullMarked;
