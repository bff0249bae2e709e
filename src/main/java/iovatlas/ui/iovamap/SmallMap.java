package iovatlas.ui.iovamap;

import iovatlas.diagram.Shape;
import iovatlas.ui.canvas.CanvasGestures;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.pane.ViewContext;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import java.util.Optional;

/// The small map of all addresses: a press or a drag on it looks at what is there.
final class SmallMap implements CanvasGestures {
    private final IovaMapViewModel model;
    private final DrawingView view;

    SmallMap(ViewContext context, IovaMapViewModel model) {
        this.model = model;
        this.view = new DrawingView(context.fonts(), context.appearance().palette().getValue());
        context.appearance().palette().subscribe(view::setPalette);
        model.overview().property().subscribe(view::setDrawing);
        view.setId("iova-small-map");
        view.setFocusTraversable(false);
        view.setMinWidth(IovaMapViewModel.OVERVIEW);
        view.setPrefWidth(IovaMapViewModel.OVERVIEW);
        view.setMaxWidth(IovaMapViewModel.OVERVIEW);
        view.setGestures(this);
        view.addEventFilter(ScrollEvent.SCROLL, ScrollEvent::consume);
        Tooltip.install(view, new Tooltip("All addresses; click or drag to look elsewhere"));
    }

    Node node() {
        return view;
    }

    @Override
    public boolean pressed(MouseEvent event, Optional<Shape> under) {
        look(event);
        return true;
    }

    @Override
    public void dragged(MouseEvent event) {
        look(event);
    }

    @Override
    public void released(MouseEvent event) {
        // Every move was followed already.
    }

    private void look(MouseEvent event) {
        double y = view.transform().unitY(event.getY());
        model.small().ifPresent(small -> model.viewport().centre(small, y));
    }
}
