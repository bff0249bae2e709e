/// Light and dark: the style sheets of the window and the palettes of its drawings.
@NullMarked
package iovatlas.ui.theme;

import org.jspecify.annotations.NullMarked;
