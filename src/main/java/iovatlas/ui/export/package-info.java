/// Exporting from the window: what is written, how it looks before it is written, and the command
/// line that writes the same.
@NullMarked
package iovatlas.ui.export;

import org.jspecify.annotations.NullMarked;
