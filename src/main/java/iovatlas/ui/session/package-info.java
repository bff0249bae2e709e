/// Open documents as the window sees them, without a node of the scene: what is open, what is
/// selected, which step is shown, and what the model makes of it.
@NullMarked
package iovatlas.ui.session;

import org.jspecify.annotations.NullMarked;
