/// Draws a finished picture on the screen: zoom, pan, what is under the pointer, what is selected.
@NullMarked
package iovatlas.ui.canvas;

import org.jspecify.annotations.NullMarked;
