package iovatlas.ui.editor;

import iovatlas.diagram.Shape;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.pane.WrappedText;

import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;

/// What is shown beside the pointer while something is dragged over a drawing, and the light around
/// the target.
final class DropHint {
    private static final double BESIDE = 14;
    private static final double WIDEST = 380;
    private static final double EDGE = 4;
    private static final String REFUSED = "refused";

    private final DrawingView view;
    private final Label words = new Label();
    private final Rectangle light = new Rectangle();

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

    /// Follows the pointer.
    void follow(double x, double y) {
        words.autosize();
        double width = Math.min(words.prefWidth(-1), WIDEST);
        words.resize(width, words.prefHeight(width));
        words.relocate(
                Math.clamp(x + BESIDE, EDGE, Math.max(EDGE, view.getWidth() - width - EDGE)),
                Math.clamp(
                        y + BESIDE,
                        EDGE,
                        Math.max(EDGE, view.getHeight() - words.getHeight() - EDGE)));
    }

    /// More words at the same place.
    void say(String text) {
        words.setText(text);
        follow(words.getLayoutX() - BESIDE, words.getLayoutY() - BESIDE);
    }

    void hide() {
        words.setText("");
        view.overlay().getChildren().removeAll(words, light);
    }
}
