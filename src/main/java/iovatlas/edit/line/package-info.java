/// One typed line becomes one edit.
@NullMarked
package iovatlas.edit.line;

import org.jspecify.annotations.NullMarked;
