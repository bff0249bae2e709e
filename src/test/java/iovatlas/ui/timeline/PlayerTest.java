package iovatlas.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PlayerTest {

    @Test
    void speedsUpAndBeginsAnewAfterTheFastest() {
        var player = new Player(() -> false);
        List<String> words = new ArrayList<>();
        for (int press = 0; press < 5; press++) {
            words.add(player.speed().get().word());
            player.nextSpeed();
        }
        assertThat(words)
                .containsExactly("1\u00d7", "2\u00d7", "4\u00d7", "\u00bd\u00d7", "1\u00d7");
    }

    @Test
    void standsStillUntilItIsStarted() {
        assertThat(new Player(() -> true).playing().get()).isFalse();
    }
}
