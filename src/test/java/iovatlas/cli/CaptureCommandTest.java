package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.task.Progress;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/// The capture script, run on the copy of a recorded machine: what it makes opens as the machine.
class CaptureCommandTest {

    private static final Path RECORDED =
            Path.of("src/test/resources/oracle/topologies/x86-amd-rciep-k7.3/snapshot.tar.gz");

    @TempDir private Path folder;

    private Path root = Path.of("");
    private Path script = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        assumeThat(Path.of("/bin/sh")).as("a POSIX shell runs the script").isExecutable();
        script = Files.writeString(folder.resolve("capture.sh"), CaptureCommand.script());
        root = Files.createDirectory(folder.resolve("machine"));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(RECORDED)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path to = root.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
                    } else {
                        Files.write(to, tar.readAllBytes());
                    }
                }
            }
        }
    }

    private Path capture(String... options) throws IOException, InterruptedException {
        Path output = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", output.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("IOVATLAS_ROOT", root.toString());
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        try (InputStream said = process.getInputStream()) {
            String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(words).isZero();
        }
        return output;
    }

    private static Atlas open(Path path) throws ImportFailure {
        return Inputs.open(path, List.of(), Progress.NONE).atlas();
    }

    @Test
    void makesAnArchiveThatOpensAsTheMachine() throws Exception {
        Atlas recorded = open(RECORDED);
        Atlas captured = open(capture());
        assertThat(captured.topology()).isEqualTo(recorded.topology());
        assertThat(captured.boot()).isEqualTo(recorded.boot());
        assertThat(captured.observation().groups()).isEqualTo(recorded.observation().groups());
        assertThat(captured.observation().functions())
                .isEqualTo(recorded.observation().functions());
    }

    @Test
    void makesATextThatOpensAsTheMachine() throws Exception {
        Atlas captured = open(capture("--text"));
        assertThat(captured.topology()).isEqualTo(open(RECORDED).topology());
    }

    @Test
    void leavesOutWhatNamesTheMachineOrItsOwner() throws Exception {
        Files.writeString(
                root.resolve("run/dmesg"),
                """
                [    1.000000] e1000e 0000:00:19.0 eth0: 52:54:00:ab:cd:ef
                [    2.000000] usb 1-1: SerialNumber: AB12CD34
                [    3.000000] systemd[1]: Hostname set to <secret-host>.
                """);
        Files.writeString(
                root.resolve("proc/cmdline"),
                "root=UUID=0f1e2d3c-0000-4000-8000-123456789abc quiet\n");
        String text = Files.readString(capture("--text", "--anonymise"));
        assertThat(text)
                .doesNotContain("52:54:00:ab:cd:ef")
                .doesNotContain("AB12CD34")
                .doesNotContain("secret-host")
                .doesNotContain("123456789abc");
        assertThat(text).contains("00:00:00:00:00:00", "quiet");
    }

    @Test
    void saysWhatTheMachineLacks() throws Exception {
        Files.delete(root.resolve("run/dmesg"));
        Atlas captured = open(capture());
        assertThat(captured.topology().functions())
                .hasSameSizeAs(open(RECORDED).topology().functions());
    }

    @Test
    void printsAScriptThatIsAnonymousByItself() throws IOException {
        assertThat(CaptureCommand.script()).contains("\nanonymise=no\n");
    }
}
