package iovatlas.app;

import java.util.List;
import java.util.Set;

/// What the first argument asks for. The launcher scripts decide by the same rule, because the
/// command line and the window start with different Java options.
enum StartMode {
    /// `--version` alone: answered before any other class is loaded.
    VERSION,
    /// A command such as `check`, or an option such as `--help`.
    COMMAND_LINE,
    /// No argument, or inputs only. `-` is an input.
    WINDOW,
    /// `--demo`: what `mvn` alone starts.
    DEMO;

    /// The names of the commands. An input that bears such a name is written with its folder.
    static final Set<String> COMMANDS =
            Set.of(
                    "capture", "check", "compare", "explain", "fault", "groups", "import", "msi",
                    "render", "replay", "verify", "windows");

    static StartMode of(List<String> arguments) {
        if (arguments.isEmpty()) {
            return WINDOW;
        }
        String first = arguments.getFirst();
        if (first.equals("--demo")) {
            return DEMO;
        }
        if (first.equals("--version") && arguments.size() == 1) {
            return VERSION;
        }
        boolean option = first.startsWith("-") && !first.equals("-");
        return option || COMMANDS.contains(first) ? COMMAND_LINE : WINDOW;
    }
}
