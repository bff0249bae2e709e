/// A picture as the kernel's documentation takes it: the SVG, the document that it was made from,
/// and a stub of reStructuredText that shows it.
@NullMarked
package iovatlas.export.kerneldoc;

import org.jspecify.annotations.NullMarked;
