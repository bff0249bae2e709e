/// Edits of everything in a machine that is not PCI, and of whatever depends on what.
@NullMarked
package iovatlas.edit.machine;

import org.jspecify.annotations.NullMarked;
