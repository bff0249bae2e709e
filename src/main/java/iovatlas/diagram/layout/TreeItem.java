package iovatlas.diagram.layout;

import java.util.List;

/// A thing to be placed in a tree, with what hangs below it.
///
/// @param width in drawing units
/// @param height in drawing units
/// @param frame number of the frame that goes around it, [#NO_FRAME] for none
/// @param children in order
public record TreeItem(double width, double height, int frame, List<TreeItem> children) {

    public static final int NO_FRAME = -1;

    public TreeItem {
        children = List.copyOf(children);
    }
}
