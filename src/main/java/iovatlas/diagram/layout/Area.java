package iovatlas.diagram.layout;

/// A rectangle in drawing units, y downwards.
///
/// @param x left side
/// @param y upper side
/// @param width never negative
/// @param height never negative
public record Area(double x, double y, double width, double height) {

    /// @throws IllegalArgumentException when a size is negative
    public Area {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("an area of " + width + " by " + height);
        }
    }

    /// The area between two corners.
    public static Area between(double left, double top, double right, double bottom) {
        return new Area(left, top, right - left, bottom - top);
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double middleX() {
        return x + width / 2;
    }

    public double middleY() {
        return y + height / 2;
    }

    /// True when the insides have a point in common; touching sides do not count.
    public boolean overlaps(Area other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    public boolean contains(Area other) {
        return x <= other.x
                && y <= other.y
                && other.right() <= right()
                && other.bottom() <= bottom();
    }

    /// The smallest area that holds both.
    public Area union(Area other) {
        return between(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    public Area movedBy(double dx, double dy) {
        return new Area(x + dx, y + dy, width, height);
    }

    /// Larger by these amounts on the four sides.
    public Area grown(double left, double top, double right, double bottom) {
        return between(x - left, y - top, right() + right, bottom() + bottom);
    }

    /// Whether a point lies in it or on its edge.
    public boolean contains(double pointX, double pointY) {
        return pointX >= x && pointX <= right() && pointY >= y && pointY <= bottom();
    }
}
