/// Tests of the whole window: smoke tests on any platform, stories on a real display.
@NullMarked
package iovatlas.ui.window;

import org.jspecify.annotations.NullMarked;
