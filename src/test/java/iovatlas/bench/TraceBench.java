package iovatlas.bench;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.importer.trace.TraceAtlas;
import iovatlas.importer.trace.TraceEvents;
import iovatlas.importer.trace.TraceReader;
import iovatlas.scenario.Timeline;
import iovatlas.task.Progress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Reads a trace of many events, puts it on the timeline, runs it and jumps about in it.
final class TraceBench {

    private static final int LIVE = 5_000;
    private static final int JUMPS = 200;

    private final PrintStream out;

    TraceBench(PrintStream out) {
        this.out = out;
    }

    /// @param events maps and unmaps, half of each
    void run(int events) throws IOException {
        byte[] text = text(events);
        long before = Medians.used();
        long start = System.nanoTime();
        TraceEvents read = TraceReader.read(new ByteArrayInputStream(text), Progress.NONE);
        long afterReading = System.nanoTime();
        Atlas atlas = TraceAtlas.alone(read, Progress.NONE);
        long afterSteps = System.nanoTime();
        out.printf(
                "trace of %,d events (%,d MiB): read in %,.0f ms, %d bytes each; %,d steps in"
                        + " %,.0f ms, %.0f bytes of heap an event%n",
                read.size(),
                text.length >> 20,
                (afterReading - start) / 1e6,
                read.bytes() / read.size(),
                atlas.steps().size(),
                (afterSteps - afterReading) / 1e6,
                (Medians.used() - before) / (double) read.size());
        timeline(atlas);
    }

    private void timeline(Atlas atlas) {
        long before = Medians.used();
        long start = System.nanoTime();
        Timeline timeline = atlas.run();
        long ran = System.nanoTime();
        double bytes = (Medians.used() - before) / (double) timeline.length();
        long checking = System.nanoTime();
        int problems = StandardRules.checker().check(atlas, timeline).problems().size();
        long checked = System.nanoTime();
        var random = new Random(7);
        var times = new ArrayList<Long>();
        long mapped = 0;
        for (int i = 0; i < JUMPS; i++) {
            int n = random.nextInt(timeline.length() + 1);
            long begin = System.nanoTime();
            mapped += timeline.state(n).spaces().getFirst().mappings().size();
            times.add(System.nanoTime() - begin);
        }
        Collections.sort(times);
        out.printf(
                "  worked through in %,.0f ms, %.0f bytes a step; %d problems in %,.0f ms; any"
                        + " state: median %.2f ms, slowest %.2f ms, checksum %x%n",
                (ran - start) / 1e6,
                bytes,
                problems,
                (checked - checking) / 1e6,
                times.get(JUMPS / 2) / 1e6,
                times.getLast() / 1e6,
                mapped);
    }

    private static byte[] text(int events) {
        var random = new Random(events);
        List<Integer> live = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int page = 0; page < 2 * LIVE; page++) {
            free.add(page);
        }
        var text = new StringBuilder(events * 130);
        text.append(
                "  udev-5 [001] .....    99.000001: attach_device_to_domain: IOMMU: attaching"
                        + " device 0000:01:00.0 to domain\n");
        for (int i = 0; i < events - 1; i++) {
            boolean map = live.size() < LIVE && (live.isEmpty() || random.nextBoolean());
            List<Integer> from = map ? free : live;
            int at = random.nextInt(from.size());
            int page = from.get(at);
            from.set(at, from.getLast());
            from.removeLast();
            (map ? live : free).add(page);
            long iova = 0x8000_0000L + page * 0x1000L;
            text.append(
                    "          <idle>-0     [003] ..s1. %d.%06d: %s: IOMMU: "
                            .formatted(100 + i / 1_000_000, i % 1_000_000, map ? "map" : "unmap"));
            text.append(
                    (map
                                    ? "iova=0x%016x - 0x%016x paddr=0x0000000100000000 size=4096\n"
                                    : "iova=0x%016x - 0x%016x size=4096 unmapped_size=4096\n")
                            .formatted(iova, iova + 0x1000));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
