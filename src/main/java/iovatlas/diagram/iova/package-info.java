/// The picture of IOVA spaces: what lies where, what is reserved, what collides; the axis that makes
/// 64 bits readable; and the drawing of both.
@NullMarked
package iovatlas.diagram.iova;

import org.jspecify.annotations.NullMarked;
