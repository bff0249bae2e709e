package iovatlas.ui.shell;

import iovatlas.ui.preferences.PreferenceStore;
import iovatlas.ui.preferences.WindowPlace;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import java.util.List;

/// Puts the window where it was the last time, as long as a screen is there, and remembers where it
/// goes.
final class WindowGeometry {

    private static final double LEAST_WIDTH = 640;
    private static final double LEAST_HEIGHT = 400;

    /// How much of the title must be on a screen, so that the window can be grabbed.
    private static final double GRIP = 80;

    private WindowGeometry() {}

    static void restore(Stage stage, PreferenceStore preferences) {
        WindowPlace place = preferences.value().window();
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        Rectangle2D primary = Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(LEAST_WIDTH, primary.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, primary.getHeight()));
        stage.setWidth(Math.min(place.width(), primary.getWidth()));
        stage.setHeight(Math.min(place.height(), primary.getHeight()));
        if (place.placed() && isOnScreen(place, screens)) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        stage.setMaximized(place.maximised());
    }

    static void remember(Stage stage, PreferenceStore preferences) {
        for (var size :
                List.of(
                        stage.xProperty(),
                        stage.yProperty(),
                        stage.widthProperty(),
                        stage.heightProperty())) {
            size.subscribe((_, _) -> store(stage, preferences));
        }
        stage.maximizedProperty().subscribe((_, _) -> store(stage, preferences));
    }

    /// Whether enough of the window's upper edge is on one of the screens.
    static boolean isOnScreen(WindowPlace place, List<Rectangle2D> screens) {
        return screens.stream()
                .anyMatch(screen ->
                        screen.intersects(
                                place.x() + GRIP / 2, place.y(), place.width() - GRIP, GRIP / 2));
    }

    private static void store(Stage stage, PreferenceStore preferences) {
        if (!stage.isShowing() || stage.isIconified()) {
            return;
        }
        WindowPlace before = preferences.value().window();
        WindowPlace now =
                stage.isMaximized() || stage.isFullScreen()
                        ? new WindowPlace(
                                before.placed(),
                                before.x(),
                                before.y(),
                                before.width(),
                                before.height(),
                                true)
                        : new WindowPlace(
                                true,
                                stage.getX(),
                                stage.getY(),
                                stage.getWidth(),
                                stage.getHeight(),
                                false);
        preferences.change(value -> value.withWindow(now));
    }
}
