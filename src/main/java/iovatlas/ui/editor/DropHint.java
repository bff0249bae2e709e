package iovatlas.ui.editor;

import iovatlas.diagram.Shape;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.theme.WrappedText;

import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;

/// What is shown beside the pointer while something is dragged over a drawing, and the light around
/// the target.
final class DropHint {
    private static final double BESIDE = 14;
    private static final double WIDEST = 380;
    private static final double EDGE = 4;

    /// A target as high as this may be covered in part.
    private static final double LARGE = 90;

    private static final String REFUSED = "refused";

    private final DrawingView view;
    private final Label words = new Label();
    private final Rectangle light = new Rectangle();
    private double lastX;
    private double lastY;

    DropHint(DrawingView view) {
        this.view = view;
        words.getStyleClass().add("drop-hint");
        words.setId("drop-hint");
        WrappedText.in(words);
        words.setMaxWidth(WIDEST);
        light.getStyleClass().add("drop-light");
    }

    /// Shows what a drop would do, or why it cannot be done.
    void show(String text, boolean possible) {
        words.setText(text);
        words.getStyleClass().removeAll(REFUSED);
        light.getStyleClass().removeAll(REFUSED);
        if (!possible) {
            words.getStyleClass().add(REFUSED);
            light.getStyleClass().add(REFUSED);
        }
        if (!view.overlay().getChildren().contains(words)) {
            view.overlay().getChildren().setAll(words);
        }
    }

    /// Lights the target.
    void light(Shape.Box box, ViewTransform transform) {
        light.setX(transform.pixelX(box.x()) - 3);
        light.setY(transform.pixelY(box.y()) - 3);
        light.setWidth(box.width() * transform.scale() + 6);
        light.setHeight(box.height() * transform.scale() + 6);
        if (!view.overlay().getChildren().contains(light)) {
            view.overlay().getChildren().addFirst(light);
        }
    }

    /// Follows the pointer; at the edge of the view it stands below the target, or above it.
    void follow(double x, double y) {
        lastX = x;
        lastY = y;
        words.autosize();
        double width = Math.min(words.prefWidth(-1), WIDEST);
        double height = words.prefHeight(width);
        words.resize(width, height);
        double left = Math.clamp(x + BESIDE, EDGE, Math.max(EDGE, view.getWidth() - width - EDGE));
        double most = Math.max(EDGE, view.getHeight() - height - EDGE);
        words.relocate(left, Math.clamp(y + BESIDE, EDGE, most));
        Bounds lit = light.getBoundsInParent();
        boolean covers =
                view.overlay().getChildren().contains(light)
                        && words.getBoundsInParent().intersects(lit);
        if (covers && lit.getHeight() < LARGE) {
            double below = lit.getMaxY() + EDGE;
            words.relocate(
                    left, below <= most ? below : Math.max(EDGE, lit.getMinY() - height - EDGE));
        }
    }

    /// More words at the same place.
    void say(String text) {
        words.setText(text);
        follow(lastX, lastY);
    }

    void hide() {
        words.setText("");
        view.overlay().getChildren().removeAll(words, light);
    }
}
