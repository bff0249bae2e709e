package iovatlas.ui.canvas;

import iovatlas.diagram.Shape;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.WindowFault;
import iovatlas.ui.theme.WrappedText;

import javafx.scene.control.Tooltip;
import javafx.util.Duration;

import java.util.Optional;

/// Binds a drawing to the document: colours of the theme, clicks to the selection, the pointer to
/// the status bar and to a tooltip.
public final class DrawnPane {

    private final DrawingView view;
    private final ViewContext context;
    private final Tooltip tip = new Tooltip();

    public DrawnPane(ViewContext context, LiveDrawing drawing) {
        this.context = context;
        this.view = new DrawingView(context.fonts(), context.appearance().palette().getValue());
        context.appearance().palette().subscribe(view::setPalette);
        drawing.property().subscribe(view::setDrawing);
        drawing.failureProperty()
                .subscribe(fault -> {
                    if (fault != null) {
                        WindowFault.report(fault);
                    }
                });
        view.setOnSelect(element ->
                element.ifPresentOrElse(
                        context.session().selection()::select,
                        context.session().selection()::clear));
        view.setOnHover(this::pointing);
        tip.setShowDelay(Duration.millis(400));
        tip.setShowDuration(Duration.seconds(30));
        WrappedText.in(tip);
        tip.setMaxWidth(420);
    }

    public DrawingView view() {
        return view;
    }

    private void pointing(Optional<Shape> shape) {
        context.session().selection().hoverProperty().set(shape.map(Shape::element).orElse(null));
        String text =
                shape.filter(Shape.Box.class::isInstance)
                        .map(Shape.Box.class::cast)
                        .map(Shape.Box::tip)
                        .orElse("");
        context.session().pointingProperty().set(text.lines().findFirst().orElse(""));
        if (text.isEmpty()) {
            Tooltip.uninstall(view, tip);
        } else {
            tip.setText(text);
            Tooltip.install(view, tip);
        }
    }
}
