package iovatlas.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the POSIX launcher against JDKs that only say how they were called.
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "a POSIX shell runs the launcher")
class LauncherTest {
    @TempDir private Path folder;
    private Path launcher = Path.of("");

    private record Run(int code, List<String> lines) {}

    @BeforeEach
    void installLauncher() throws IOException {
        launcher = folder.resolve("an atlas/bin/iovatlas");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("src/main/launcher/iovatlas"), launcher);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho " + name + "\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "OS=x\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Run run(Path jdk, Path javaHome, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("IOVATLAS_JAVA_OPTIONS");
        builder.environment().put("IOVATLAS_JDK", jdk.toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text.lines().toList());
    }

    private Run run(Path jdk, String... arguments) throws IOException, InterruptedException {
        return run(jdk, folder, launcher, arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "render", "--version", "--help"})
    void startsCommandsQuickly(String argument) throws IOException, InterruptedException {
        Run run = run(jdk("new", "25.0.3"), argument, "some input.yaml");

        assertThat(run.code()).isZero();
        assertThat(run.lines())
                .startsWith("new", "-Xlog:disable")
                .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .endsWith(argument, "some input.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine.yaml", "./check", "-", "--demo", "/"})
    void startsTheWindowWithTheOrdinaryOptions(String argument)
            throws IOException, InterruptedException {
        Run run = run(jdk("new", "26-ea"), argument);

        Path jar = folder.toRealPath().resolve("an atlas/lib/iovatlas.jar");
        assertThat(run.lines()).containsExactly("new", "-jar", jar.toString(), argument);
    }

    @Test
    void followsSymbolicLinksToItself() throws IOException, InterruptedException {
        Path first = Files.createSymbolicLink(folder.resolve("first"), launcher);
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));

        Run run = run(jdk("new", "25"), folder, second, "--version");

        assertThat(first).isSymbolicLink();
        assertThat(run.lines())
                .contains(folder.toRealPath().resolve("an atlas/lib/iovatlas.jar").toString());
    }

    @Test
    void takesJavaHomeWhenNothingElseIsAskedFor() throws IOException, InterruptedException {
        Run run = run(Path.of(""), jdk("home", "27"), launcher, "--version");

        assertThat(run.lines()).startsWith("home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "17.0.15", "24"})
    void refusesAnOlderJdkAndSaysSo(String version) throws IOException, InterruptedException {
        Path old = jdk("old", version);

        Run run = run(old, "--version");

        assertThat(run.code()).isEqualTo(127);
        assertThat(run.lines())
                .contains(
                        "iovatlas: IOVATLAS_JDK=" + old + " is not the home of a JDK 25 or newer.")
                .anyMatch(line -> line.startsWith("  " + old + " is Java "));
    }
}
