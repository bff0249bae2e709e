package iovatlas.ui.editor;

import iovatlas.ui.canvas.DrawingView;

import javafx.animation.AnimationTimer;

/// Scrolls a drawing at a steady speed while something is dragged and the pointer is held near an
/// edge of the view or beyond it, as far as there is a drawing to see. An edge counts once the
/// pointer was away from it, so that a drag which begins beside the view, or at its edge, does not
/// scroll by itself.
final class EdgeScroll {

    /// How near the edge the pointer has to be, in pixels.
    static final double NEAR = 22;

    /// Pixels in a second.
    static final double SPEED = 520;

    private static final double BEYOND = 24;
    private static final double LONGEST = 0.1;

    private final DrawingView view;
    private final Runnable scrolled;
    private final AnimationTimer frames =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame(now);
                }
            };
    private Edges armed = new Edges();
    private boolean running;
    private long last;
    private double x;
    private double y;

    /// @param scrolled called after each bit, so that what is dragged stays at the pointer
    EdgeScroll(DrawingView view, Runnable scrolled) {
        this.view = view;
        this.scrolled = scrolled;
    }

    /// Where the pointer has been in this drag: away from which edges, and inside at all.
    private static final class Edges {
        private boolean entered;
        private boolean left;
        private boolean right;
        private boolean top;
        private boolean bottom;
    }

    /// The pointer is at a point of the view, which may lie outside of it.
    void pointer(double toX, double toY) {
        x = toX;
        y = toY;
        armed.left |= x >= NEAR;
        armed.right |= x <= view.getWidth() - NEAR;
        armed.top |= y >= NEAR;
        armed.bottom |= y <= view.getHeight() - NEAR;
        boolean inside = x >= 0 && y >= 0 && x <= view.getWidth() && y <= view.getHeight();
        armed.entered |= inside;
        boolean wanted = armed.entered && (across() != 0 || down() != 0);
        if (wanted && !running) {
            last = 0;
            frames.start();
        } else if (!wanted && running) {
            frames.stop();
        }
        running = wanted;
    }

    /// The drag is over.
    void end() {
        frames.stop();
        running = false;
        armed = new Edges();
    }

    private void frame(long now) {
        double seconds = last == 0 ? 0 : (now - last) / 1e9;
        last = now;
        advance(Math.min(LONGEST, seconds));
    }

    /// Scrolls as far as it goes in so many seconds; nothing while the pointer is away from the edges,
    /// or where the drawing ends.
    void advance(double seconds) {
        double dx = across() * SPEED * seconds;
        double dy = down() * SPEED * seconds;
        if (running && (dx != 0 || dy != 0)) {
            view.pan(dx, dy);
            scrolled.run();
        }
    }

    /// 1 when what lies to the left comes into view, -1 for the right.
    private int across() {
        if (armed.left && x < NEAR && view.transform().pixelX(0) < BEYOND) {
            return 1;
        }
        double end = view.transform().pixelX(view.drawing().width());
        boolean more = end > view.getWidth() - BEYOND;
        return armed.right && x > view.getWidth() - NEAR && more ? -1 : 0;
    }

    private int down() {
        if (armed.top && y < NEAR && view.transform().pixelY(0) < BEYOND) {
            return 1;
        }
        double end = view.transform().pixelY(view.drawing().height());
        boolean more = end > view.getHeight() - BEYOND;
        return armed.bottom && y > view.getHeight() - NEAR && more ? -1 : 0;
    }
}
