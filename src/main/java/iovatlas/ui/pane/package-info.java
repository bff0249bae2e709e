/// The places of the window and what a view must offer to stand in one.
@NullMarked
package iovatlas.ui.pane;

import org.jspecify.annotations.NullMarked;
