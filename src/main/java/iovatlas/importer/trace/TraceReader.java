package iovatlas.importer.trace;

import iovatlas.observation.Note;
import iovatlas.task.Progress;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a trace line by line, as it can be larger than memory. A line that begins no event
/// continues the one before, as mail programs wrap long lines.
public final class TraceReader {

    private static final Pattern SIGN =
            Pattern.compile(
                    "(?m)^[> ]*\\S.{0,60}\\[\\d{2,5}\\] +(?:\\S{4,6} +)?\\d+\\.\\d{6,9}:"
                            + " +(?:\\w+:)?(?:map|unmap|io_page_fault|attach_device_to_domain"
                            + "|add_device_to_group|dma_\\w+|vfio_\\w+|kvm_\\w+|irq_\\w+|msi_\\w+)"
                            + ":|^(?:\\d+@\\d+\\.\\d+:)?(?:vfio|iommufd)_\\w+ +\\S|^ *\\d[\\d.]*:?"
                            + " +(?:iommu|vfio|kvm|irq|dma):\\w+:? ");
    private static final int MOST_NAMED = 24;
    private static final int LONGEST_LINE = 4096;
    private static final int REPORT_EVERY = 1 << 15;

    private final Progress progress;
    private final TraceEvents events = new TraceEvents();
    private final EventWords words = new EventWords(events);
    private final Map<String, Integer> passedOver = new TreeMap<>();
    private int number;
    private int pendingNumber;
    private @Nullable String pending;
    private @Nullable TraceLine pendingEvent;
    private int unknown;
    private int wrapped;
    private long time;
    private boolean begun;
    private long start;

    private TraceReader(Progress progress) {
        this.progress = progress;
    }

    /// Whether a text begins like a trace.
    public static boolean isTrace(String head) {
        return SIGN.matcher(head).find();
    }

    /// Reads to the end.
    public static TraceEvents read(InputStream in, Progress progress) throws IOException {
        TraceReader reader = new TraceReader(progress);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(line);
            }
        }
        reader.finish();
        return reader.events;
    }

    private void line(String raw) {
        number++;
        if (number % REPORT_EVERY == 0) {
            progress.check();
            progress.report("reading the trace, line " + number, 0, 0);
        }
        String line = raw.startsWith(">") ? raw.replaceFirst("^[> ]{1,20}", "") : raw;
        if (line.isBlank() || line.startsWith("#")) {
            flush();
            return;
        }
        @Nullable TraceLine event = TraceLine.parse(line);
        if (event != null) {
            flush();
            pending = line;
            pendingEvent = event;
            pendingNumber = number;
        } else if (pending != null && pending.length() < LONGEST_LINE) {
            pending = pending + " " + line.strip();
            pendingEvent = TraceLine.parse(pending);
            wrapped++;
        } else {
            unknown++;
        }
    }

    private void flush() {
        if (pending == null) {
            return;
        }
        String line = pending;
        @Nullable TraceLine event = pendingEvent;
        pending = null;
        if (event == null) {
            unknown++;
            return;
        }
        if (events.hint() == TraceEvents.Hint.NONE) {
            events.hint(hint(event.event(), line));
        }
        if (isOfQemu(event.event())) {
            events.writtenByQemu();
        }
        time = event.relative() ? time + event.time() : event.time();
        if (!begun) {
            start = time;
            begun = true;
        }
        if (!words.add(event, Math.max(0, time - start), pendingNumber)) {
            passedOver.merge(event.event(), 1, Integer::sum);
        }
    }

    /// Whether it tells of memory that QEMU maps.
    private static boolean isOfQemu(String event) {
        return event.startsWith("vfio_dma_")
                || event.startsWith("vfio_listener_")
                || event.startsWith("iommufd_backend_")
                || event.equals("vfio_iommu_map_notify");
    }

    private static TraceEvents.Hint hint(String event, String line) {
        if (event.startsWith("smmu") || line.contains("arm-smmu")) {
            return TraceEvents.Hint.SMMU;
        }
        if (line.contains("AMD-Vi")) {
            return TraceEvents.Hint.AMD;
        }
        return line.contains("dmar") || line.contains("DMAR")
                ? TraceEvents.Hint.VTD
                : TraceEvents.Hint.NONE;
    }

    private void finish() {
        flush();
        if (wrapped > 0) {
            events.note(Note.information("trace", wrapped + " wrapped lines were put together"));
        }
        if (unknown > 0) {
            events.note(
                    Note.information("trace", unknown + " lines are no trace events, left out"));
        }
        Map<String, Map<String, Integer>> families = new TreeMap<>();
        passedOver.forEach((name, count) ->
                families.computeIfAbsent(name.replaceFirst("_.*$", ""), _ -> new TreeMap<>())
                        .put(name, count));
        families.values().forEach(names -> events.note(leftOut(names)));
    }

    private static Note leftOut(Map<String, Integer> names) {
        List<String> counted = new ArrayList<>();
        names.forEach((name, count) -> counted.add(name + " (" + count + ")"));
        return Note.information(
                "trace",
                "events that say nothing that a scenario has, left out: "
                        + String.join(
                                ", ", counted.subList(0, Math.min(MOST_NAMED, counted.size())))
                        + (counted.size() > MOST_NAMED ? ", ..." : ""));
    }
}
