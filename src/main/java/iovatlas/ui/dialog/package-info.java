/// How the window asks and tells: one seam, so that everything else runs in tests without a window.
@NullMarked
package iovatlas.ui.dialog;

import org.jspecify.annotations.NullMarked;
