package iovatlas.ui.pane;

/// How high a view would like to stand, in pixels without its header.
///
/// @param must below this it cannot show at once what it should
/// @param least below this what it shows is smaller than it should be
/// @param wish above this more height is of no use
public record PaneNeed(double must, double least, double wish) {

    /// Nothing in particular: it takes what it is given.
    public static final PaneNeed ANY = new PaneNeed(0, 0, 0);

    /// @throws IllegalArgumentException when they are not in order
    public PaneNeed {
        if (must < 0 || least < must || wish < least) {
            throw new IllegalArgumentException("a need of " + must + ", " + least + " and " + wish);
        }
    }

    /// Of something that can always be scrolled.
    public static PaneNeed of(double least, double wish) {
        return new PaneNeed(0, least, wish);
    }

    /// Of this and of something beside it that can be scrolled.
    public PaneNeed atLeast(double otherLeast, double otherWish) {
        return new PaneNeed(must, Math.max(least, otherLeast), Math.max(wish, otherWish));
    }
}
