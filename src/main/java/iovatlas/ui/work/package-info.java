/// Work off the toolkit's thread: one seam to submit it, progress to watch, a way to stop it.
@NullMarked
package iovatlas.ui.work;

import org.jspecify.annotations.NullMarked;
