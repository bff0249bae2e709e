package iovatlas.ui.canvas;

import iovatlas.diagram.Shape;

import javafx.scene.input.MouseEvent;

import java.util.Optional;

/// What the primary button does on a drawing that can be edited. A gesture that it does not want is
/// left to the view, which selects and pans.
public interface CanvasGestures {

    /// The button went down.
    ///
    /// @param under the mark under the pointer
    /// @return whether the gesture is taken
    boolean pressed(MouseEvent event, Optional<Shape> under);

    /// The pointer moved while the button is down. Called only for a gesture that was taken.
    void dragged(MouseEvent event);

    /// The button went up. Called only for a gesture that was taken.
    void released(MouseEvent event);
}
