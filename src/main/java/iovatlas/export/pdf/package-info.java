/// Drawings as PDF: vectors and searchable text in an embedded subset of the bundled font, the same
/// bytes for the same drawings.
@NullMarked
package iovatlas.export.pdf;

import org.jspecify.annotations.NullMarked;
