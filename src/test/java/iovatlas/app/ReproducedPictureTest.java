package iovatlas.app;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.atlas.Layout;
import iovatlas.atlas.MsiVector;
import iovatlas.atlas.VectorChoice;
import iovatlas.cli.Console;
import iovatlas.cli.Iovatlas;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.diagram.Theme;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.diagram.iova.MapMarkers;
import iovatlas.export.ExportProblem;
import iovatlas.export.Format;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.scenario.IrqIndex;
import iovatlas.task.Progress;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;
import iovatlas.ui.export.ExportForm;
import iovatlas.ui.export.ExportInput;
import iovatlas.ui.export.ExportKind;
import iovatlas.ui.export.ExportSource;
import iovatlas.ui.export.ExtentChoice;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSaver;
import iovatlas.ui.session.KernelAnalysis;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// The command line that the export dialog shows writes the same bytes as the dialog.
class ReproducedPictureTest {
    private static final int TRIES = 8;

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("sample-topologies"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static ExportSource source(Path sample, Random random) throws ImportFailure {
        Opened opened =
                Inputs.open(
                        sample, List.of(), new ByteArrayInputStream(new byte[0]), Progress.NONE);
        Computed last =
                new KernelAnalysis(StandardRules.checker())
                        .compute(opened.atlas(), Integer.MAX_VALUE, opened.notes(), Progress.NONE);
        Computed now = last.at(random.nextInt(last.timeline().length() + 1));
        List<PciFunction> functions = now.state().topology().functions();
        List<ElementId> selectable = new ArrayList<>();
        functions.forEach(f -> selectable.add(new ElementId.OfFunction(f.at())));
        functions.forEach(f -> selectable.add(new ElementId.OfVector(f.at(), 1)));
        now.state()
                .topology()
                .iommus()
                .forEach(i -> selectable.add(new ElementId.OfIommu(i.name())));
        now.state()
                .spaces()
                .forEach(s ->
                        selectable.add(
                                new ElementId.OfIova(
                                        s.name(), AddressRange.of(Iova.ZERO, Iova.of(0xfff)))));
        Set<ElementId> visible = new HashSet<>();
        functions.stream()
                .filter(_ -> random.nextBoolean())
                .forEach(f -> visible.add(new ElementId.OfFunction(f.at())));
        return new ExportSource(
                now,
                Layout.EMPTY,
                new ExportInput(
                        sample.toString(),
                        sample.getFileName().toString(),
                        false,
                        () -> DocumentSaver.text(opened.document(), now.atlas())),
                random.nextInt(6) == 0 ? null : pick(random, selectable),
                random.nextBoolean() ? null : vector(now, random),
                visible,
                looks(now, random));
    }

    private static @Nullable MsiVector vector(Computed now, Random random) {
        return VectorChoice.first(now.atlas().steps(), now.state(), null)
                .map(v -> new MsiVector(v.device(), IrqIndex.MSIX, random.nextInt(4)))
                .orElse(null);
    }

    private static ViewOptions looks(Computed now, Random random) {
        Set<MapLayer> layers = EnumSet.noneOf(MapLayer.class);
        Stream.of(MapLayer.values()).filter(_ -> random.nextBoolean()).forEach(layers::add);
        Set<ElementId> folded = new HashSet<>();
        now.state().topology().functions().stream()
                .filter(f -> f.kind().isBridge() && random.nextInt(4) == 0)
                .forEach(f -> folded.add(new ElementId.OfFunction(f.at())));
        Set<ElementId> unfolded = new HashSet<>();
        now.state().topology().functions().stream()
                .filter(_ -> random.nextInt(6) == 0)
                .forEach(f -> unfolded.add(new ElementId.OfFunction(f.at())));
        AddressRange<Iova> range =
                random.nextBoolean()
                        ? null
                        : AddressRange.of(
                                Iova.of(random.nextLong(1L << 28)),
                                Iova.of((1L << 28) + random.nextLong(1L << 40)));
        return ViewOptions.PLAIN
                .withMap(
                        IovaMapOptions.PLAIN
                                .withMode(pick(random, List.of(AxisMode.values())))
                                .withViewport(range)
                                .withLayers(layers)
                                .withLowAtBottom(random.nextBoolean())
                                .withSince(random.nextInt(now.step() + 2) - 1)
                                .withMarkers(markers(random)))
                .withFolds(folded, unfolded)
                .withDesigns(random.nextBoolean() ? List.of() : List.of("D0", "D12a"));
    }

    private static MapMarkers markers(Random random) {
        MapMarkers markers = MapMarkers.NONE;
        for (int i = random.nextInt(3); i > 0; i--) {
            markers = markers.marked(Iova.of(random.nextLong(1L << 32)));
        }
        return markers;
    }

    private static ExportForm form(Random random) {
        ExportForm form =
                ExportForm.of(pick(random, List.of(View.values())))
                        .withKind(pick(random, ExportKind.all()))
                        .withExtent(pick(random, List.of(ExtentChoice.values())))
                        .withTheme(pick(random, List.of(Theme.values())))
                        .withLegend(random.nextBoolean())
                        .withUnicode(random.nextBoolean())
                        .withScale(1 + random.nextInt(2));
        String width = form.isIn(Format.TEXT) ? "" + (60 + random.nextInt(60)) : "333";
        return random.nextBoolean() ? form.withWidth(width) : form;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theShownCommandLineWritesTheSameBytes(Path sample) throws ImportFailure, IOException {
        Random random = new Random(sample.getFileName().toString().hashCode());
        for (int i = 0; i < TRIES; i++) {
            ExportSource source = source(sample, random);
            ExportForm form = form(random);
            Map<String, byte[]> expected;
            List<String> words;
            try {
                expected = source.files(form);
                words = source.line(form).words();
            } catch (ExportProblem refused) {
                continue;
            }
            Path target = folder.resolve("try-" + i);
            assertSame(expected, words, target, form);
        }
    }

    private static void assertSame(
            Map<String, byte[]> expected, List<String> words, Path target, ExportForm form)
            throws IOException {
        boolean figure = form.kind() instanceof ExportKind.Figure;
        List<String> line = new ArrayList<>(words.subList(0, words.size() - 1));
        Files.createDirectories(target);
        line.add((figure ? target : target.resolve(words.getLast())).toString());
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Iovatlas.run(
                        line,
                        new Console(
                                new ByteArrayInputStream(new byte[0]),
                                new PrintStream(new ByteArrayOutputStream(), true),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                Path.of("")));
        assertThat(code)
                .as("%s: %s", String.join(" ", line), err.toString(StandardCharsets.UTF_8))
                .isZero();
        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            assertThat(Files.readAllBytes(target.resolve(file.getKey())))
                    .as(String.join(" ", line))
                    .isEqualTo(file.getValue());
        }
    }
}
