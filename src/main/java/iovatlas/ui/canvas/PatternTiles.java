package iovatlas.ui.canvas;

import iovatlas.diagram.Pattern;
import iovatlas.diagram.Rgb;

import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

import java.util.HashMap;
import java.util.Map;

/// The fill patterns as small tiles in screen pixels, made once per colour pair and kept. Lines stay
/// one pixel wide at every zoom, which is what makes a pattern readable.
final class PatternTiles {

    private record Key(Pattern pattern, Rgb ground, Rgb lines) {}

    private static final int TILE = 8;
    private final Map<Key, Paint> tiles = new HashMap<>();

    /// The paint of a pattern: lines on a ground; solid is the ground alone.
    Paint paint(Pattern pattern, Rgb ground, Rgb lines) {
        return tiles.computeIfAbsent(new Key(pattern, ground, lines), PatternTiles::make);
    }

    private static Paint make(Key key) {
        Color ground = color(key.ground());
        if (key.pattern() == Pattern.SOLID) {
            return ground;
        }
        int size = key.pattern() == Pattern.SPARSE_HATCH ? 2 * TILE : TILE;
        WritableImage tile = new WritableImage(size, size);
        PixelWriter writer = tile.getPixelWriter();
        Color line = color(key.lines());
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                writer.setColor(x, y, inked(key.pattern(), x, y, size) ? line : ground);
            }
        }
        return new ImagePattern(tile, 0, 0, size, size, false);
    }

    private static boolean inked(Pattern pattern, int x, int y, int size) {
        return switch (pattern) {
            case SOLID -> false;
            case HATCH, SPARSE_HATCH -> (x + y) % size == 0;
            case CROSS_HATCH -> (x + y) % size == 0 || (x - y + size) % size == 0;
            case VERTICAL_HATCH -> x % (size / 2) == 0;
            case DOTS -> x % 4 == 0 && y % 4 == 0;
        };
    }

    static Color color(Rgb rgb) {
        return Color.rgb(rgb.red(), rgb.green(), rgb.blue());
    }
}
