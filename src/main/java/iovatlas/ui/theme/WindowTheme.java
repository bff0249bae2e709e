package iovatlas.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;

import javafx.application.Application;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Dresses scenes and dialogs: AtlantaFX's Primer themes, the bundled font, the program's sheets.
public final class WindowTheme {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final List<String> FONTS =
            List.of("DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold");

    private final Appearance appearance;
    private final List<String> sheets;

    /// Loads the fonts and sets the theme of the whole program. Needs the toolkit.
    public WindowTheme(Appearance appearance) {
        this.appearance = appearance;
        this.sheets =
                Stream.of("bridge.css", "window.css", "views.css")
                        .map(name -> WindowTheme.class.getResource("/iovatlas/ui/" + name))
                        .filter(Objects::nonNull)
                        .map(URL::toExternalForm)
                        .toList();
        FONTS.forEach(WindowTheme::load);
        appearance.dark().subscribe(WindowTheme::use);
    }

    /// Dresses a scene; it follows light and dark from then on.
    public void dress(Scene scene) {
        dress(scene.getRoot(), scene.getStylesheets());
    }

    /// Dresses a node with sheets of its own, such as the pane of a dialog.
    public void dress(Node root, ObservableList<String> stylesheets) {
        stylesheets.setAll(sheets);
        root.pseudoClassStateChanged(DARK, appearance.dark().get());
        appearance.dark().subscribe(dark -> root.pseudoClassStateChanged(DARK, dark));
    }

    private static void use(boolean dark) {
        Theme theme = dark ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }

    private static void load(String face) {
        try (InputStream file = WindowTheme.class.getResourceAsStream("/fonts/" + face + ".ttf")) {
            if (file != null) {
                Font.loadFont(file, 12);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
