package iovatlas.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.window.FxThread;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("gui")
class WrappedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\u202e\" is not a number. Say it in decimal or hex, for example 16 or 0x10.",
                "\u05d0\u05d1 \u05d2\u05d3 \u05d0\u05d1 \u05d2\u05d3 \u05d0\u05d1 \u05d2\u05d3",
                "a \u2067b c d e f g h i j k l m n o p q"
            })
    void isLaidOutAtAnyWidthWhateverIsTyped(String text) {
        FxThread.assumeToolkit();
        FxThread.run(() -> {
            Label label = new Label();
            WrappedText.in(label);
            label.setText(text);
            VBox box = new VBox(label);
            Scene scene = new Scene(box);
            assertThat(scene.getRoot()).isSameAs(box);
            box.applyCss();
            for (double width = 5; width < 400; width += 3) {
                assertThat(label.prefHeight(width)).isPositive();
            }
        });
    }

    @Test
    void isLeftAloneWhereItRunsFromLeftToRight() {
        assertThat(WrappedText.leftToRight("nic0 \u2014 Gerät 00:01.0"))
                .isEqualTo("nic0 \u2014 Gerät 00:01.0");
        assertThat(WrappedText.leftToRight("a\u202eb")).isEqualTo("a\\u202eb");
    }
}
