package iovatlas.bench;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.edit.EditHistory;
import iovatlas.edit.RenameFunction;
import iovatlas.edit.line.TypedLine;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.observation.Observation;
import iovatlas.scenario.Timeline;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/// Times what lies between a gesture and the screen: an edit of a machine of 500 functions with
/// booting the model and drawing the topology anew, and the layout of 4,096 functions. It prints
/// milliseconds on the clock and on the processor; on a busy machine only the latter mean anything.
final class EditBench {
    private static final int WARM_UP = 100;
    private static final int RUNS = 300;
    private static final int LAYOUTS = 30;

    private final PrintStream out;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long shapes;

    private EditBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        EditBench bench = new EditBench(System.out);
        bench.edits();
        bench.layout();
    }

    private static Atlas machine(String... lines) {
        Atlas atlas =
                new Atlas(
                        "",
                        List.of(),
                        Topology.EMPTY,
                        BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64)
                                .withRelease(Fact.given(KernelRelease.V7_3)),
                        Observation.NONE,
                        List.of(),
                        null,
                        List.of());
        for (String line : lines) {
            atlas = TypedLine.parse(atlas, line).apply(atlas);
        }
        return atlas;
    }

    private static Atlas repeated(Atlas first, int times, String line) {
        Atlas atlas = first;
        for (int i = 0; i < times; i++) {
            atlas = TypedLine.parse(atlas, line).apply(atlas);
        }
        return atlas;
    }

    private void edits() {
        Atlas ports = repeated(machine("smmuv3", "its", "guest", "container"), 31, "root-port");
        Atlas cards = repeated(repeated(ports, 7, "sriov-64"), 14, "nic");
        EditHistory history =
                new EditHistory(TypedLine.parse(cards, "attach nic7 to c0").apply(cards));
        PciAddress nic = history.current().topology().functionNamed("nic7").orElseThrow().at();
        Times property = new Times(RUNS);
        Times structure = new Times(RUNS);
        for (int i = -WARM_UP; i < RUNS; i++) {
            String name = "name" + (i + WARM_UP);
            String line = i % 2 == 0 ? "nvme disk0" : "remove disk0";
            time(property, i, () -> history.apply(new RenameFunction(nic, name)), history);
            time(
                    structure,
                    i,
                    () -> history.apply(TypedLine.parse(history.current(), line)),
                    history);
        }
        int functions = history.current().topology().functions().size();
        property.print(functions + " functions, a property changed");
        structure.print(functions + " functions, a part added or removed");
    }

    private void time(Times times, int run, Runnable edit, EditHistory history) {
        long clock = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        edit.run();
        draw(history.current(), history.current().run());
        times.add(run, System.nanoTime() - clock, threads.getCurrentThreadCpuTime() - processor);
    }

    private void layout() {
        Atlas ports = repeated(machine("smmuv3", "its"), 31, "root-port");
        Atlas atlas = repeated(ports, 31, "sriov-nic 130");
        Timeline timeline = atlas.run();
        Times times = new Times(LAYOUTS);
        for (int i = -5; i < LAYOUTS; i++) {
            long clock = System.nanoTime();
            long processor = threads.getCurrentThreadCpuTime();
            draw(atlas, timeline);
            times.add(i, System.nanoTime() - clock, threads.getCurrentThreadCpuTime() - processor);
        }
        times.print(atlas.topology().functions().size() + " functions laid out");
        out.println(shapes + " shapes in all");
    }

    private void draw(Atlas atlas, Timeline timeline) {
        shapes +=
                TopologyDiagram.draw(
                                atlas,
                                timeline,
                                timeline.length(),
                                TopologyOptions.PLAIN,
                                DrawingStyle.pixels())
                        .shapes()
                        .size();
    }

    /// Milliseconds of many runs.
    private final class Times {
        private final double[] clock;
        private final double[] processor;

        Times(int runs) {
            clock = new double[runs];
            processor = new double[runs];
        }

        void add(int run, long clockNanos, long processorNanos) {
            if (run >= 0) {
                clock[run] = clockNanos / 1e6;
                processor[run] = processorNanos / 1e6;
            }
        }

        void print(String what) {
            out.printf("%-44s clock %s   processor %s%n", what, text(clock), text(processor));
        }

        private static String text(double[] times) {
            Arrays.sort(times);
            return "median %.1f ms, 99 %% below %.1f ms"
                    .formatted(times[times.length / 2], times[(int) (times.length * 0.99)]);
        }
    }
}
