package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

final class RenderCommandTest {

    private static final String SAMPLE = "sample-topologies/guest-ram-at-zero.yaml";

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-topologies"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void drawsEverySampleWithin72ColumnsOfPureAscii(Path sample) {
        CommandRun run =
                CommandRun.of(
                        "render",
                        sample.toString(),
                        "--view",
                        "all",
                        "--format",
                        "text",
                        "-o",
                        "-");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 72);
        assertThat(run.out().chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
        assertThat(run.out().lines())
                .noneMatch(line -> line.startsWith("---") || line.startsWith("diff "));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void drawsTheSameBytesForTheSameInput(Path sample) {
        String[] line = {
            "render", sample.toString(), "--view", "all", "--format", "svg", "-o", "-"
        };

        assertThat(CommandRun.of(line).out()).isEqualTo(CommandRun.of(line).out());
    }

    private static CommandRun map(String... options) {
        String[] line = {"render", SAMPLE, "--view", "iova", "--format", "text", "-o", "-"};
        return CommandRun.of(
                Stream.concat(Stream.of(line), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void drawsExactlyTheAddressesLayersDirectionAndMarkersThatAreAskedFor() {
        String text =
                map(
                                "--from",
                                "128M",
                                "--to",
                                "0x080fffff",
                                "--layers",
                                "U,W",
                                "--low-at",
                                "bottom",
                                "--markers",
                                "0x08000000,0x08001000",
                                "--since",
                                "0")
                        .out();

        assertThat(text)
                .contains("addresses grow upwards")
                .contains("A 0x08000000, B 0x08001000: 4 KiB = 1 page = 0x1000 bytes")
                .contains("Told to user", "PCI bridge", "<A", "<B")
                .doesNotContain("0x80000000", "0xffffffffffff");
        assertThat(map("--axis", "log").out()).contains("log scale");
    }

    @Test
    void saysWhatIsWrongWithTheLookOfAMap() {
        assertThat(map("--layers", "Z").code()).isEqualTo(2);
        assertThat(map("--layers", "Z").err()).contains("U (told) and W (bridges)");
        assertThat(map("--axis", "round").err()).contains("broken, linear and log");
        assertThat(map("--from", "2G", "--to", "1G").err()).contains("above");
        assertThat(map("--from", "here").err()).contains("here");
        assertThat(map("--low-at", "left").err()).contains("top or bottom");
        assertThat(map("--markers", "1,2,3").err()).contains("one or two");
        assertThat(map("--since", "99").err()).contains("99");
    }

    @Test
    void drawsPicturesWithTheLayoutBesideTheDocumentAndTextWithoutIt(@TempDir Path folder)
            throws IOException {
        Path document = Files.copy(Path.of(SAMPLE), folder.resolve("a.yaml"));
        String[] svg = {"render", document.toString(), "--view", "topology", "--format", "svg"};
        String[] text = {"render", document.toString(), "--view", "topology", "--format", "text"};
        String svgBefore = drawn(svg);
        String textBefore = drawn(text);
        Files.writeString(
                folder.resolve("a.layout.yaml"),
                "format: 1\nspots:\n  - {iommu: smmu0, x: 900, y: 300}\n");
        assertThat(drawn(svg)).isNotEqualTo(svgBefore);
        assertThat(drawn(text)).isEqualTo(textBefore);
    }

    private static String drawn(String... line) {
        String[] whole = Arrays.copyOf(line, line.length + 2);
        whole[line.length] = "-o";
        whole[line.length + 1] = "-";
        return CommandRun.of(whole).out();
    }

    @Test
    void drawsTheMatrixOnlyWhenNoVectorIsAskedFor() {
        String[] line = {"render", SAMPLE, "--view", "msi", "--format", "text", "-o", "-"};
        String[] one = {
            "render", SAMPLE, "--view", "msi", "--format", "text", "-o", "-", "--vector", "3"
        };

        assertThat(CommandRun.of(line).out()).contains("lost at vITS").contains("MSI matrix");
        assertThat(CommandRun.of(one).out()).contains("lost at vITS").doesNotContain("MSI matrix");
    }

    @Test
    void writesAFile(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("pictures/map.png");

        CommandRun run =
                CommandRun.of(
                        "render",
                        SAMPLE,
                        "--view",
                        "iova",
                        "--format",
                        "png",
                        "--theme",
                        "dark",
                        "-o",
                        picture.toString());

        assertThat(run.code()).isZero();
        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void neverDrawsWiderThanAsked() {
        CommandRun run =
                CommandRun.of(
                        "render",
                        SAMPLE,
                        "--view",
                        "all",
                        "--format",
                        "text",
                        "--width",
                        "50",
                        "-o",
                        "-");

        assertThat(run.out().lines()).allMatch(line -> line.length() <= 50);
    }

    @Test
    void refusesAWidthThatNothingFitsInto() {
        CommandRun run =
                CommandRun.of(
                        "render",
                        SAMPLE,
                        "--view",
                        "iova",
                        "--format",
                        "text",
                        "--width",
                        "10",
                        "-o",
                        "-");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("at least 40 columns");
    }

    @Test
    void refusesAStepThatTheScenarioLacks() {
        CommandRun run =
                CommandRun.of(
                        "render",
                        SAMPLE,
                        "--view",
                        "iova",
                        "--format",
                        "text",
                        "--step",
                        "99",
                        "-o",
                        "-");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no step 99");
    }
}
