package iovatlas.ui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTest {

    private static KeyEvent press(KeyCode code, String text, boolean shift, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", text, code, shift, control, false, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ctrl+Shift+P",
                "F6",
                "Shift+F6",
                "Ctrl+1",
                "Ctrl+Num1",
                "Esc",
                "Alt+Left",
                ".",
                ",",
                "?",
                "Ctrl++",
                "Ctrl+-",
                "Ctrl+,",
                "Ctrl+PageDown"
            })
    void printsWhatItRead(String text) {
        assertThat(Chord.of(text).text()).isEqualTo(text);
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatThrownBy(() -> Chord.of("Ctrl+Foo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Foo");
    }

    @Test
    void aKeyCountsByItsCodeAndExactModifiers() {
        Chord save = Chord.of("Ctrl+S");
        assertThat(save.matches(press(KeyCode.S, "s", false, true))).isTrue();
        assertThat(save.matches(press(KeyCode.S, "s", false, false))).isFalse();
        assertThat(save.matches(press(KeyCode.S, "s", true, true))).isFalse();
    }

    @Test
    void aSignCountsByTheCharacterThatItTypesOnAnyKeyboard() {
        Chord help = Chord.of("?");
        assertThat(help.matches(press(KeyCode.SLASH, "?", true, false))).isTrue();
        assertThat(help.matches(press(KeyCode.MINUS, "?", true, false))).isTrue();
        assertThat(help.matches(press(KeyCode.SLASH, "/", false, false))).isFalse();
    }

    @Test
    void aSignCountsOnTheNumericPadToo() {
        assertThat(Chord.of(".").matches(press(KeyCode.DECIMAL, "", false, false))).isTrue();
        assertThat(Chord.of("Ctrl++").matches(press(KeyCode.ADD, "", false, true))).isTrue();
        assertThat(Chord.of("Ctrl+-").matches(press(KeyCode.SUBTRACT, "", false, true))).isTrue();
    }

    @Test
    void knowsWhichKeysTypeText() {
        assertThat(Chord.of(".").isTyping()).isTrue();
        assertThat(Chord.of("?").isTyping()).isTrue();
        assertThat(Chord.of("F6").isTyping()).isFalse();
        assertThat(Chord.of("Esc").isTyping()).isFalse();
        assertThat(Chord.of("Ctrl+Z").isTyping()).isFalse();
        assertThat(Chord.of("Alt+Left").isTyping()).isFalse();
    }
}
