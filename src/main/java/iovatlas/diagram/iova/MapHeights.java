package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.DrawingStyle;

/// Where addresses lie from top to bottom of a picture: an axis that begins at a height and runs
/// down, or up where low addresses are to stand at the bottom.
///
/// @param top the upper end of the axis, in units
/// @param lowAtBottom whether addresses grow upwards
record MapHeights(IovaAxis axis, double top, boolean lowAtBottom, DrawingStyle style) {

    /// The height of the edge at which an address begins.
    double start(Iova address) {
        return height(axis.start(address));
    }

    /// The height of the edge at which the byte at an address ends.
    double end(Iova address) {
        return height(axis.end(address));
    }

    /// The upper edge of a range.
    double upper(AddressRange<Iova> range) {
        return lowAtBottom ? end(range.last()) : start(range.first());
    }

    /// The lower edge of a range.
    double lower(AddressRange<Iova> range) {
        return lowAtBottom ? start(range.first()) : end(range.last());
    }

    /// The height of a distance along the axis.
    double height(double distance) {
        return style.snap(top + (lowAtBottom ? axis.length() - distance : distance));
    }

    /// Where the highest address of the axis ends.
    double highEnd() {
        return height(axis.length());
    }

    /// Where the axis ends on the paper.
    double bottom() {
        return style.snap(top + axis.length());
    }
}
