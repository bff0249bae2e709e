/// The document as a value.
@NullMarked
package iovatlas.atlas;

import org.jspecify.annotations.NullMarked;
