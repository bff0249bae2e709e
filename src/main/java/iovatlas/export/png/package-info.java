/// Drawings as PNG, painted by Java2D from shapes only: labels are glyph outlines of the bundled
/// font, so that no font of the machine, no toolkit and no display is needed.
@NullMarked
package iovatlas.export.png;

import org.jspecify.annotations.NullMarked;
