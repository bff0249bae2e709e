package iovatlas.diagram.iova;

import iovatlas.address.Iova;

/// An address that stays where it is on the picture while the addresses around it are zoomed.
///
/// @param address the one under the pointer
/// @param fraction how far along the axis it stands, 0 at the lowest address, 1 behind the highest
public record MapAnchor(Iova address, double fraction) {

    /// @throws IllegalArgumentException outside 0 to 1
    public MapAnchor {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("an anchor is between 0 and 1, not " + fraction);
        }
    }
}
