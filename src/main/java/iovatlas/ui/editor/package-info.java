/// Editing in the topology pane: the palette of parts, the typed line, dragging with an answer
/// before the drop, box selection, the context menu.
@NullMarked
package iovatlas.ui.editor;

import org.jspecify.annotations.NullMarked;
