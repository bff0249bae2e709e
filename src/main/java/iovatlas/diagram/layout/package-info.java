/// Where things go: geometry and placement of trees, lanes and frames, without any idea of what is
/// placed or how it is painted.
@NullMarked
package iovatlas.diagram.layout;

import org.jspecify.annotations.NullMarked;
