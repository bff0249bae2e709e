/// What the kernel would print.
@NullMarked
package iovatlas.ui.kernellog;

import org.jspecify.annotations.NullMarked;
