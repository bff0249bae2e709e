package iovatlas.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class UserFoldersTest {

    private static final Path HOME = Path.of("/home/somebody");

    @Test
    void followsTheXdgVariables() {
        UserFolders folders =
                UserFolders.of(
                        Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s"), HOME, "Linux");
        assertThat(folders.configuration()).isEqualTo(Path.of("/c/iovatlas"));
        assertThat(folders.state()).isEqualTo(Path.of("/s/iovatlas"));
    }

    @Test
    void fallsBackToTheHomeFolder() {
        UserFolders folders = UserFolders.of(Map.of("XDG_CONFIG_HOME", ""), HOME, "Linux");
        assertThat(folders.configuration()).isEqualTo(HOME.resolve(".config/iovatlas"));
        assertThat(folders.state()).isEqualTo(HOME.resolve(".local/state/iovatlas"));
    }

    @Test
    void aRelativeVariableCountsAsNone() {
        assertThat(UserFolders.of(Map.of("XDG_STATE_HOME", "state"), HOME, "Linux").state())
                .isEqualTo(HOME.resolve(".local/state/iovatlas"));
    }
}
