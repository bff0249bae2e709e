package iovatlas.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class StartModeTest {
    @Test
    void opensTheWindowWithoutArguments() {
        assertThat(StartMode.of(List.of())).isEqualTo(StartMode.WINDOW);
    }

    @ParameterizedTest
    @CsvSource({
        "--version, VERSION",
        "--version --json, COMMAND_LINE",
        "--help, COMMAND_LINE",
        "-h, COMMAND_LINE",
        "check machine.yaml, COMMAND_LINE",
        "machine.yaml, WINDOW",
        "machine.yaml check, WINDOW",
        "./check, WINDOW",
        "/, WINDOW",
        "-, WINDOW",
        "--demo, DEMO",
    })
    void decidesByTheFirstArgument(String line, StartMode expected) {
        assertThat(StartMode.of(List.of(line.split(" ")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/launcher/iovatlas", "src/main/launcher/iovatlas.bat"})
    void launcherScriptKnowsTheSameCommands(String script) throws IOException {
        Matcher names =
                Pattern.compile("capture([ |][a-z]+)+").matcher(Files.readString(Path.of(script)));
        assertThat(names.find()).isTrue();
        assertThat(names.group().split("[ |]"))
                .containsExactlyInAnyOrderElementsOf(StartMode.COMMANDS);
    }
}
