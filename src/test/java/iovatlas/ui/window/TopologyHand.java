package iovatlas.ui.window;

import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.testfx.api.FxRobot;

/// A mouse and a keyboard on the topology pane of a window.
record TopologyHand(TestWindow test, FxRobot robot) {

    DrawingView view() {
        return (DrawingView) test.find("#topology");
    }

    void settle() {
        test.settle();
        FxThread.waitUntil("it is drawn", () -> view().drawing().shapes().size() > 10);
    }

    void keys(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    /// A point of the view, by shares of its width and height.
    Point2D at(double across, double down) {
        return FxThread.call(
                () -> view().localToScreen(view().getWidth() * across, view().getHeight() * down));
    }

    /// The box of an element on the screen.
    Rectangle2D box(ElementId element) {
        return FxThread.call(() -> {
            DrawingView view = view();
            var box = HitTest.boxOf(view.drawing(), element).orElseThrow();
            double scale = view.transform().scale();
            Point2D corner =
                    view.localToScreen(
                            view.transform().pixelX(box.x()), view.transform().pixelY(box.y()));
            return new Rectangle2D(
                    corner.getX(), corner.getY(), box.width() * scale, box.height() * scale);
        });
    }

    /// A point of a box that is its own and of nothing within it.
    static Point2D inside(Rectangle2D box) {
        return new Point2D(box.getMinX() + 30, box.getMinY() + 12);
    }

    /// Presses the button, and moves to another point with the button down.
    void hold(Point2D from, Point2D to) {
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(from.add(8, 0));
        robot.moveTo(to.add(-4, 0));
        robot.moveTo(to);
    }

    void drop() {
        robot.release(MouseButton.PRIMARY);
        settle();
    }

    void drag(Point2D from, Point2D to) {
        hold(from, to);
        drop();
    }
}
