package iovatlas.ui.preferences;

import iovatlas.ui.theme.ColourScheme;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the program remembers.
///
/// @param scheme light, dark or as the system
/// @param window where the window was
/// @param panes how it was cut
/// @param recent files that were opened, the newest first, at most [#RECENT]
public record Preferences(
        ColourScheme scheme, WindowPlace window, PaneSizes panes, List<Path> recent) {

    /// How many files are remembered.
    public static final int RECENT = 12;

    public static final Preferences DEFAULT =
            new Preferences(ColourScheme.SYSTEM, WindowPlace.DEFAULT, PaneSizes.DEFAULT, List.of());

    public Preferences {
        recent = recent.stream().distinct().limit(RECENT).toList();
    }

    public Preferences withScheme(ColourScheme value) {
        return new Preferences(value, window, panes, recent);
    }

    public Preferences withWindow(WindowPlace value) {
        return new Preferences(scheme, value, panes, recent);
    }

    public Preferences withPanes(PaneSizes value) {
        return new Preferences(scheme, window, value, recent);
    }

    public Preferences withRecent(List<Path> value) {
        return new Preferences(scheme, window, panes, value);
    }

    /// With a file as the newest one.
    public Preferences opened(Path file) {
        return withRecent(Stream.concat(Stream.of(file), recent.stream()).toList());
    }
}
