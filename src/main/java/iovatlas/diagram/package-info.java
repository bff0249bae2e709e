/// Pictures as data: the same drawing feeds the screen and every export.
@NullMarked
package iovatlas.diagram;

import org.jspecify.annotations.NullMarked;
