package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

final class RenderFormatsTest {

    private static final String SAMPLE = "sample-topologies/guest-ram-at-zero.yaml";

    static List<Path> samples() throws IOException {
        return RenderCommandTest.samples();
    }

    private static CommandRun render(String input, String view, String format, String... more) {
        return CommandRun.of(
                Stream.concat(
                                Stream.of("render", input, "--view", view, "--format", format),
                                Stream.concat(Arrays.stream(more), Stream.of("-o", "-")))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesTablesThatTheirSchemaAccepts(Path sample) throws IOException {
        CommandRun run = render(sample.toString(), "all", "json");

        assertThat(run.code()).isZero();
        assertThat(run.complaintsOf("tables.schema.json")).isEmpty();
        assertThat(run.json().at("/tables").size()).isGreaterThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "iova", "msi"})
    void givesEveryViewTablesOfItsOwn(String view) throws IOException {
        CommandRun run = render(SAMPLE, view, "json");

        assertThat(run.complaintsOf("tables.schema.json")).isEmpty();
        assertThat(run.json().at("/view").asString()).isEqualTo(view);
    }

    @Test
    void writesOneTablePlainlyAndSeveralUnderTheirNames() {
        assertThat(render(SAMPLE, "iova", "csv", "--table", "regions").out())
                .startsWith("Group,Code,Type,First,Last,Size,Source\n");
        assertThat(render(SAMPLE, "iova", "csv").out())
                .startsWith("# mappings\n")
                .contains("\n\n# regions\n");
        CommandRun unknown = render(SAMPLE, "iova", "csv", "--table", "nonsense");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("mappings, regions");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesGraphsSortedAndWithoutPositions(Path sample) {
        CommandRun run = render(sample.toString(), "all", "dot");

        assertThat(run.out()).startsWith("digraph iovatlas {\n").endsWith("}\n");
        assertThat(run.out()).doesNotContain("pos=");
        List<String> edges = run.out().lines().filter(line -> line.contains(" -> ")).toList();
        assertThat(edges.stream().map(e -> e.substring(0, e.length() - 1))).isSorted();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesPagesThatLoadNothing(Path sample) {
        String page = render(sample.toString(), "all", "html").out();

        assertThat(page).startsWith("<!DOCTYPE html>").contains("<svg ").contains("<table>");
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "src=", "@import", "url(http");
    }

    @Test
    void writesTheSameBytesForTheSameInputInEveryFormat() {
        for (String format : List.of("pdf", "png", "html", "json", "csv", "dot", "qemu")) {
            assertThat(render(SAMPLE, "all", format).out())
                    .as(format)
                    .isEqualTo(render(SAMPLE, "all", format).out());
        }
    }

    @Test
    void drawsWithBoxCharactersWhenAsked() {
        String text = render(SAMPLE, "all", "text", "--unicode", "--legend").out();

        assertThat(text).contains("\u250c\u2500", "\u251c\u2500", "Legend");
        assertThat(text.lines()).allMatch(line -> line.codePoints().count() <= 72);
        assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void cutsOutPartsAndSaysWhatAPictureDoesNotShow() {
        String whole = render(SAMPLE, "topology", "svg").out();
        String part = render(SAMPLE, "topology", "svg", "--subtree", "0000:00:02.0").out();
        assertThat(part).contains("nvme1").doesNotContain("nic0");
        assertThat(part.length()).isLessThan(whole.length());

        assertThat(render(SAMPLE, "topology", "text", "--part", "smmu0").out())
                .contains("SMMUv3")
                .doesNotContain("nvme1");
        CommandRun absent = render(SAMPLE, "iova", "svg", "--part", "0000:00:02.0");
        assertThat(absent.code()).isEqualTo(ExitCode.USAGE);
        assertThat(absent.err()).contains("does not show 0000:00:02.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "a,b,c,d", "0,0,0,10", "9999,9999,5,5"})
    void refusesRectanglesThatHoldNothing(String area) {
        CommandRun run = render(SAMPLE, "topology", "svg", "--area", area);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void refusesWhatAFormatCannotDo() {
        assertThat(render(SAMPLE, "topology", "svg", "--width", "72").err())
                .contains("for text and png");
        assertThat(render(SAMPLE, "topology", "png", "--width", "3").err()).contains("3 pixels");
        assertThat(render(SAMPLE, "topology", "png", "--scale", "9").err()).contains("1 to 4");
        assertThat(render(SAMPLE, "topology", "gif").err()).contains("svg, png, pdf");
        assertThat(CommandRun.of("render", SAMPLE, "--format", "svg").err()).contains("-o");
    }

    @Test
    void writesAFigureForTheKernelsDocumentation(@TempDir Path folder) throws IOException {
        CommandRun run =
                CommandRun.of(
                        "render", SAMPLE, "--view", "iova", "--kernel-doc", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(folder.resolve("guest-ram-at-zero.yaml"))
                .hasSameTextualContentAs(Path.of(SAMPLE));
        assertThat(folder.resolve("guest-ram-at-zero-iova.svg")).content().contains("<svg ");
        String stub = Files.readString(folder.resolve("guest-ram-at-zero-iova.rst"));
        assertThat(stub)
                .contains(".. kernel-figure:: guest-ram-at-zero-iova.svg\n   :alt:    IOVA map")
                .contains("iovatlas render guest-ram-at-zero.yaml --view iova --kernel-doc .\n");
        assertThat(stub.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void writesSeveralFormatsInOneRun(@TempDir Path folder) {
        String[] line = {
            "render", SAMPLE, "--format", "svg,pdf,qemu", "-o", folder.resolve("a.*").toString()
        };

        assertThat(CommandRun.of(line).code()).isZero();
        assertThat(folder.resolve("a.svg")).exists();
        assertThat(folder.resolve("a.pdf")).exists();
        assertThat(folder.resolve("a.sh")).exists();
        assertThat(CommandRun.of("render", SAMPLE, "--format", "svg,pdf", "-o", "-").err())
                .contains("NAME.*");
    }

    @Test
    void aSinglePictureKeepsItsLegendOnItsPage(@TempDir Path folder) throws IOException {
        assertThat(pages(folder, "iova")).isEqualTo(1);
        assertThat(pages(folder, "all")).isEqualTo(5);
    }

    private static int pages(Path folder, String view) throws IOException {
        Path file = folder.resolve(view + ".pdf");
        CommandRun.of(
                "render",
                SAMPLE,
                "--view",
                view,
                "--format",
                "pdf",
                "--legend",
                "-o",
                file.toString());
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return document.getNumberOfPages();
        }
    }
}
