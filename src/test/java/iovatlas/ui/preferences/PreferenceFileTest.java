package iovatlas.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.theme.ColourScheme;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PreferenceFileTest {

    @TempDir private Path folder;

    private Preferences read(String text) throws IOException {
        Files.writeString(folder.resolve("preferences.json"), text);
        return new PreferenceFile(folder).read();
    }

    @Test
    void remembersEverything() {
        Preferences value =
                new Preferences(
                        ColourScheme.DARK,
                        new WindowPlace(true, 12, -34, 1280, 800, true),
                        new PaneSizes(200, 300, 0.4, 0.3, 0.2, 0.1, false, true),
                        List.of(Path.of("a.yaml"), Path.of("b.tar.gz")));
        new PreferenceFile(folder.resolve("deep/er")).write(value);
        assertThat(new PreferenceFile(folder.resolve("deep/er")).read()).isEqualTo(value);
    }

    @Test
    void leavesNoOtherFileBehind() throws IOException {
        new PreferenceFile(folder).write(Preferences.DEFAULT);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("preferences.json"));
        }
    }

    @Test
    void beginsWithTheDefaultsWhereThereIsNoFile() {
        assertThat(new PreferenceFile(folder).read()).isEqualTo(Preferences.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[1,2]",
                "{\"colours\":\"PINK\"}",
                "{\"recent\":[\"a\"",
                "{"
            })
    void aBrokenFileCountsAsNone(String text) throws IOException {
        assertThat(read(text)).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws IOException {
        assertThat(read("{\"later\":{\"a\":[1]},\"window.width\":900,\"colours\":\"LIGHT\"}"))
                .satisfies(value -> {
                    assertThat(value.scheme()).isEqualTo(ColourScheme.LIGHT);
                    assertThat(value.window().width()).isEqualTo(900);
                    assertThat(value.panes()).isEqualTo(PaneSizes.DEFAULT);
                });
    }

    @Test
    void neverYieldsSizesThatHideAPane() throws IOException {
        Preferences value = read("{\"window.width\":-5,\"panes.tree\":1e9,\"panes.iova\":0}");
        assertThat(value.window().width()).isPositive();
        assertThat(value.panes().tree()).isLessThanOrEqualTo(900);
        assertThat(value.panes().iova()).isPositive();
    }

    @Test
    void theNewestFileComesFirstAndOnlyOnce() {
        Preferences value = Preferences.DEFAULT;
        for (int i = 0; i < 20; i++) {
            value = value.opened(Path.of(i + ".yaml"));
        }
        value = value.opened(Path.of("15.yaml"));
        assertThat(value.recent())
                .hasSize(Preferences.RECENT)
                .doesNotHaveDuplicates()
                .startsWith(Path.of("15.yaml"), Path.of("19.yaml"));
    }
}
