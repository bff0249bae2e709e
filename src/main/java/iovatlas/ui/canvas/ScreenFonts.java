package iovatlas.ui.canvas;

import iovatlas.diagram.FontRole;

import javafx.scene.text.Font;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/// The bundled fonts as the toolkit sees them, so that the screen measures text as the exports do.
public final class ScreenFonts {

    private record Key(FontRole role, double scale) {}

    private final Map<Key, Font> fonts = new HashMap<>();

    /// The font of a role, `scale` times its size.
    public Font font(FontRole role, double scale) {
        return fonts.computeIfAbsent(new Key(role, scale), ScreenFonts::load);
    }

    private static Font load(Key key) {
        double size = key.role().size() * key.scale();
        InputStream file = ScreenFonts.class.getResourceAsStream("/fonts/" + fileOf(key.role()));
        Font bundled = file == null ? null : Font.loadFont(file, size);
        if (bundled != null) {
            return bundled;
        }
        return Font.font(key.role().mono() ? "Monospaced" : "System", size);
    }

    private static String fileOf(FontRole role) {
        return "DejaVuSans" + (role.mono() ? "Mono" : "") + (role.bold() ? "-Bold" : "") + ".ttf";
    }
}
