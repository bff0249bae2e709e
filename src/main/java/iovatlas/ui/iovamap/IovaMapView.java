package iovatlas.ui.iovamap;

import iovatlas.diagram.Drawing;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.DrawnPane;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.pane.PaneNeed;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;

import java.util.List;
import java.util.Optional;

/// The IOVA pane: the map, and beside it the small map of all addresses.
public final class IovaMapView implements PaneView {

    /// A map of a few regions reads well in this height; more of it is wasted above the other.
    private static final double LEAST_ROW = 190;

    private static final double ROW = 280;

    private final ViewContext context;
    private final IovaMapViewModel model;
    private final DrawingView view;
    private final BorderPane root = new BorderPane();
    private final List<Node> tools;

    public IovaMapView(ViewContext context) {
        this.context = context;
        this.model = new IovaMapViewModel(context.session(), context.executor());
        this.view = new DrawnPane(context, model.drawing()).view();
        view.setId("iova-map");
        view.setLeastScale(ViewTransform.DENSE);
        view.setOnActivate(model::lookAt);
        view.setGestures(
                new MapGestures(
                        view,
                        model,
                        element ->
                                element.ifPresentOrElse(
                                        context.session().selection()::select,
                                        context.session().selection()::clear)));
        view.widthProperty().subscribe(this::room);
        view.heightProperty().subscribe(this::room);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::pointing);
        tools = new MapTools(model, new MapKeys(view, model, context.dialogs())).nodes();
        root.setCenter(view);
        root.setRight(new SmallMap(context, model).node());
    }

    private void room() {
        model.setRoom(view.getWidth(), view.getHeight());
    }

    /// The status line begins with the address under the pointer.
    private void pointing(MouseEvent event) {
        double x = view.transform().unitX(event.getX());
        double y = view.transform().unitY(event.getY());
        model.addressAt(x, y)
                .ifPresent(address -> {
                    String what = context.session().pointingProperty().get();
                    context.session()
                            .pointingProperty()
                            .set(address.hex() + (what.isEmpty() ? "" : "  " + what));
                });
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void takeFocus() {
        view.requestFocus();
    }

    @Override
    public ObservableValue<String> title() {
        return model.title();
    }

    @Override
    public List<Node> tools() {
        return tools;
    }

    @Override
    public Optional<DrawingView> canvas() {
        return Optional.of(view);
    }

    @Override
    public void reveal(ElementId element) {
        model.lookAt(element);
        model.markSelected();
    }

    @Override
    public PaneNeed need() {
        double rows = model.rows();
        return rows == 0 ? PaneNeed.ANY : PaneNeed.of(rows * LEAST_ROW, rows * ROW);
    }

    @Override
    public Optional<Drawing> textDrawing(int columns) {
        return Optional.of(model.textDrawing(columns));
    }

    @Override
    public View exported() {
        return View.IOVA;
    }

    @Override
    public ViewOptions looks() {
        return model.looks();
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of(ViewLine.picture(context, exported(), looks()));
    }
}
