package iovatlas.ui.preferences;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the program keeps its own files, by the rules of the system it runs on.
///
/// @param configuration preferences
/// @param state logs and what is left of a crash
public record UserFolders(Path configuration, Path state) {

    private static final String NAME = "iovatlas";

    /// The folders of the person who runs the program.
    public static UserFolders ofSystem() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.getProperty("os.name", ""));
    }

    /// @param environment `XDG_CONFIG_HOME`, `XDG_STATE_HOME` or `APPDATA`, `LOCALAPPDATA` count
    /// @param home the home folder
    /// @param system the value of `os.name`
    static UserFolders of(Map<String, String> environment, Path home, String system) {
        if (system.startsWith("Windows")) {
            return new UserFolders(
                    folder(environment, "APPDATA", home.resolve("AppData/Roaming")),
                    folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local")));
        }
        if (system.startsWith("Mac")) {
            Path library = home.resolve("Library");
            return new UserFolders(
                    library.resolve("Preferences").resolve(NAME),
                    library.resolve("Application Support").resolve(NAME));
        }
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")));
    }

    /// The XDG rules say that a relative path counts as none.
    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(otherwise)
                .resolve(NAME);
    }
}
