package iovatlas.ui.pane;

/// How high a view would like to stand, in pixels without its header.
///
/// @param least below this it shows only a part of what it should show at once
/// @param wish above this more height is of no use
public record PaneNeed(double least, double wish) {

    /// Nothing in particular: it takes what it is given.
    public static final PaneNeed ANY = new PaneNeed(0, 0);

    /// @throws IllegalArgumentException when the wish is below the least
    public PaneNeed {
        if (least < 0 || wish < least) {
            throw new IllegalArgumentException("a need of " + least + " to " + wish);
        }
    }

    public boolean isAny() {
        return equals(ANY);
    }
}
