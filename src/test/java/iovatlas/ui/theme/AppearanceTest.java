package iovatlas.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Theme;

import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.Test;

class AppearanceTest {

    private final SimpleBooleanProperty system = new SimpleBooleanProperty(false);
    private final Appearance appearance = new Appearance(system);

    @Test
    void followsTheSystemUntilSomebodyChooses() {
        system.set(true);
        assertThat(appearance.dark().get()).isTrue();
        appearance.schemeProperty().set(ColourScheme.LIGHT);
        assertThat(appearance.dark().get()).isFalse();
        system.set(false);
        system.set(true);
        assertThat(appearance.dark().get()).isFalse();
    }

    @Test
    void togglingGoesToTheOtherOne() {
        appearance.toggle();
        assertThat(appearance.schemeProperty().get()).isEqualTo(ColourScheme.DARK);
        appearance.toggle();
        assertThat(appearance.schemeProperty().get()).isEqualTo(ColourScheme.LIGHT);
    }

    @Test
    void drawingsChangeTheirPaletteWithTheWindow() {
        assertThat(appearance.palette().getValue()).isEqualTo(Theme.LIGHT);
        appearance.toggle();
        assertThat(appearance.palette().getValue()).isEqualTo(Theme.DARK);
    }
}
