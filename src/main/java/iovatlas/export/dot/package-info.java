/// Machines, IOVA spaces and message paths as graphs in the DOT language: sorted, without any
/// positions, for whoever wants another layout or a diff.
@NullMarked
package iovatlas.export.dot;

import org.jspecify.annotations.NullMarked;
