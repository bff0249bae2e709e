package iovatlas.ui.text;

import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.skin.TextAreaSkin;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Polyline;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Waves below places of a text area, each up to the end of its line. Follows the area's scrolling.
public final class LineMarks {

    /// A place in the text.
    ///
    /// @param line 1-based
    /// @param column 1-based
    public record Place(int line, int column) {}

    private static final int MOST = 400;
    private static final double SHORTEST = 8;
    private static final double STEP = 3;

    private final TextArea area;
    private final Pane marks = new Pane();
    private final StackPane root;
    private final Runnable laidOut = this::laidOut;
    private List<Place> places = List.of();
    private @Nullable Scene waiting;

    public LineMarks(TextArea area) {
        this.area = area;
        marks.setMouseTransparent(true);
        marks.setManaged(false);
        root = new StackPane(area, marks);
        area.scrollTopProperty().subscribe((_, _) -> redraw());
        area.scrollLeftProperty().subscribe((_, _) -> redraw());
        area.heightProperty().subscribe((_, _) -> redraw());
        area.widthProperty().subscribe((_, _) -> redraw());
    }

    /// The area with the waves over it.
    public Node node() {
        return root;
    }

    /// Marks places instead of those that were marked.
    public void mark(List<Place> value) {
        places = List.copyOf(value.subList(0, Math.min(MOST, value.size())));
        redraw();
    }

    /// Now, and once more when the area has been laid out: until then it does not know where its lines
    /// come to stand.
    private void redraw() {
        draw();
        Scene scene = root.getScene();
        if (waiting == null && scene != null && !places.isEmpty()) {
            waiting = scene;
            scene.addPostLayoutPulseListener(laidOut);
            Platform.requestNextPulse();
        }
    }

    private void laidOut() {
        Scene scene = waiting;
        if (scene != null) {
            scene.removePostLayoutPulseListener(laidOut);
        }
        waiting = null;
        draw();
    }

    /// Takes the waves off while the text under them changes.
    public void hide() {
        marks.getChildren().clear();
    }

    /// Where a line begins in the area's text.
    ///
    /// @param line 1-based; beyond the end means the last line
    public int offset(int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = area.getText().indexOf('\n', start);
            if (end < 0) {
                return start;
            }
            start = end + 1;
        }
        return start;
    }

    private void draw() {
        hide();
        if (area.getSkin() instanceof TextAreaSkin skin) {
            places.forEach(place -> wave(skin, place));
        }
    }

    private void wave(TextAreaSkin skin, Place place) {
        int start = Math.min(offset(place.line()) + place.column() - 1, area.getLength());
        int end = area.getText().indexOf('\n', start);
        int last = Math.max(start, (end < 0 ? area.getLength() : end) - 1);
        Rectangle2D from = skin.getCharacterBounds(start);
        Rectangle2D to = skin.getCharacterBounds(last);
        Node content = area.lookup(".content");
        if (from == null || to == null || content == null) {
            return;
        }
        // An area that has become lower stands elsewhere than it says until it is scrolled again.
        double top = area.sceneToLocal(content.localToScene(0, 0)).getY();
        double y = from.getMaxY() + area.getScrollTop() + top;
        if (y < 0 || y > area.getHeight()) {
            return;
        }
        Polyline wave = new Polyline();
        wave.getStyleClass().add("fault-wave");
        boolean up = false;
        double right = Math.min(area.getWidth(), Math.max(to.getMaxX(), from.getMinX() + SHORTEST));
        for (double x = from.getMinX(); x <= right; x += STEP) {
            wave.getPoints().addAll(x, up ? y - 2 : y + 1);
            up = !up;
        }
        marks.getChildren().add(wave);
    }
}
