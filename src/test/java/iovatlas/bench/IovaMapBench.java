package iovatlas.bench;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.UserVirtual;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Theme;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.IovaMapReader;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.scenario.Timeline;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.Topology;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ScreenFonts;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Times frames of the IOVA map: layout, drawing, painting and rasterising at 1200x800 in the
/// software pipeline, while a viewport pans and zooms over many mappings; and the check of a whole map
/// for collisions. Start with `-Dglass.platform=Headless -Dprism.order=sw`.
public final class IovaMapBench {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;
    private static final int FRAMES = 300;
    private static final ByteSize PAGE = ByteSize.KIB.times(4);

    private final PrintStream out;

    private IovaMapBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws InterruptedException {
        var done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                new IovaMapBench(System.out).run();
            } finally {
                done.countDown();
            }
        });
        done.await();
        Platform.exit();
    }

    private void run() {
        double small = 0;
        for (int mappings : new int[] {65_535, 1_000_000}) {
            for (AxisMode mode : AxisMode.values()) {
                double median = frames(mappings, mode);
                if (mode == AxisMode.BROKEN) {
                    small = small == 0 ? median : small;
                    out.printf("    median against 65,535 mappings: %.2f%n", median / small);
                }
            }
        }
        check(65_535);
    }

    private static RangeIndex<Iova, UserMapping> index(int mappings) {
        List<Entry<Iova, UserMapping>> entries = new ArrayList<>(mappings);
        for (int i = 0; i < mappings; i++) {
            // Every fourth page is free.
            var range = AddressRange.ofSize(Iova.of((i + i / 3L + 0x40000L) << 12), PAGE);
            entries.add(
                    new Entry<>(
                            range,
                            new UserMapping(
                                    range,
                                    UserVirtual.of(0),
                                    "ram",
                                    ByteSize.ZERO,
                                    true,
                                    true,
                                    i + 1)));
        }
        return RangeIndex.ofSorted(entries);
    }

    private static IovaMapModel model(int mappings) {
        var space = new ElementId.OfSpace("c0");
        return new IovaMapModel(
                "IOVA map of container c0",
                space,
                AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffff_ffffL)),
                index(mappings),
                List.of(
                        new Column(
                                Column.Kind.DOMAIN, space, "Domain d0", "48 bits", true, List.of()),
                        new Column(
                                Column.Kind.DOMAIN,
                                space,
                                "Domain d1",
                                "48 bits",
                                true,
                                List.of())),
                List.of(),
                List.of());
    }

    /// Prints and returns the median, in milliseconds.
    private double frames(int mappings, AxisMode mode) {
        IovaMapModel model = model(mappings);
        DrawingView view = new DrawingView(new ScreenFonts(), Theme.LIGHT);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        var image = new WritableImage(WIDTH, HEIGHT);
        double[] millis = new double[FRAMES];
        for (int frame = -2 * FRAMES; frame < FRAMES; frame++) {
            long start = System.nanoTime();
            IovaMapOptions options =
                    IovaMapOptions.PLAIN
                            .withMode(mode)
                            .withViewport(viewport(mappings, frame))
                            .withHeight(HEIGHT - 80);
            Drawing drawing =
                    IovaMapDiagram.draw(model, options, DrawingStyle.pixels(WIDTH, HEIGHT));
            view.setDrawing(drawing);
            scene.snapshot(image);
            if (frame >= 0) {
                millis[frame] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        out.printf(
                "frame, %,9d mappings, %-6s  median %6.2f ms  p99 %6.2f ms%n",
                mappings, mode.word(), millis[FRAMES / 2], millis[FRAMES * 99 / 100]);
        return millis[FRAMES / 2];
    }

    /// Zooms in and out while it pans.
    private static AddressRange<Iova> viewport(int mappings, int frame) {
        long whole = (mappings + mappings / 3L) << 12;
        double phase = (frame + 2 * FRAMES) / (double) FRAMES * Math.PI * 4;
        long size = (long) (whole / Math.pow(2, 8 + 8 * Math.sin(phase)));
        long first = 0x4000_0000L + (long) ((whole - size) * (0.5 + 0.5 * Math.cos(phase / 3)));
        return AddressRange.ofSize(
                Iova.of(first & ~0xfffL), ByteSize.ofBytes(Math.max(4096, size)));
    }

    private void check(int mappings) {
        Topology topology =
                Topology.EMPTY.withSpaces(List.of(new IovaSpace.Ioas("ioas0", null, "iommufd0")));
        var steps = new ArrayList<ScenarioStep>();
        for (int i = 0; i < mappings; i++) {
            steps.add(
                    ScenarioStep.of(
                            new Step.Map(
                                    "ioas0",
                                    Iova.of((i + i / 3L) << 12),
                                    PAGE,
                                    null,
                                    ByteSize.ZERO,
                                    true,
                                    true)));
        }
        BootFacts facts = BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64);
        Timeline timeline = Timeline.of(topology, facts, steps);
        double[] millis = new double[60];
        for (int i = -20; i < millis.length; i++) {
            long start = System.nanoTime();
            int found =
                    IovaMapReader.read(timeline, timeline.length()).stream()
                            .mapToInt(model -> model.collisions().size())
                            .sum();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6 + Math.min(0, found);
            }
        }
        Arrays.sort(millis);
        out.printf(
                "check of the whole map, %,d mappings  median %.2f ms  p99 %.2f ms%n",
                mappings, millis[30], millis[59]);
    }
}
