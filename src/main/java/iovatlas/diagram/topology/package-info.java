/// The picture of a machine: host bridges, ports and functions from left to right, the frames of
/// IOMMU groups, IOMMUs, MSI controllers, and who owns containers.
@NullMarked
package iovatlas.diagram.topology;

import org.jspecify.annotations.NullMarked;
