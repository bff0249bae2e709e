package iovatlas.ui.theme;

import iovatlas.diagram.Palette;
import iovatlas.diagram.Theme;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

/// Light or dark, as chosen or as the system is, and the palette of drawings that goes with it.
public final class Appearance {

    private final ObjectProperty<ColourScheme> scheme =
            new SimpleObjectProperty<>(ColourScheme.SYSTEM);
    private final BooleanBinding dark;
    private final ObservableValue<Palette> palette;

    /// @param systemDark whether the desktop is dark
    public Appearance(ObservableBooleanValue systemDark) {
        dark =
                Bindings.createBooleanBinding(
                        () -> isDark(scheme.get(), systemDark.get()), scheme, systemDark);
        palette = dark.map(isDark -> isDark ? Theme.DARK : Theme.LIGHT);
    }

    /// What the person chose.
    public ObjectProperty<ColourScheme> schemeProperty() {
        return scheme;
    }

    /// Whether the window is dark now.
    public ObservableBooleanValue dark() {
        return dark;
    }

    /// The palette of drawings now.
    public ObservableValue<Palette> palette() {
        return palette;
    }

    /// The other one of light and dark, from now on whatever the system does.
    public void toggle() {
        scheme.set(dark.get() ? ColourScheme.LIGHT : ColourScheme.DARK);
    }

    private static boolean isDark(ColourScheme chosen, boolean system) {
        return switch (chosen) {
            case SYSTEM -> system;
            case LIGHT -> false;
            case DARK -> true;
        };
    }
}
