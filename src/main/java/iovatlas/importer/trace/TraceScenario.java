package iovatlas.importer.trace;

import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.observation.Note;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.task.Progress;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The steps that the events of a trace are on a machine. Of a long trace the beginning is folded:
/// what was still mapped when the last part begins becomes the first steps.
final class TraceScenario {

    /// More steps than a person walks through, and as many as the views follow at once.
    static final int MOST_STEPS = 2_000_000;

    private static final int REPORT_EVERY = 1 << 16;

    private final TraceEvents events;
    private final String space;
    private final Map<PciAddress, PciFunction> functions;
    private final List<MemoryRegion> memory;
    private final Progress progress;
    private final List<ScenarioStep> steps = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> absent = new TreeSet<>();
    private final Set<PciAddress> attached = new LinkedHashSet<>();
    private final Map<PciAddress, Integer> switchedOn = new TreeMap<>();
    private final Map<Long, ByteSize> sizes = new TreeMap<>();

    /// @param space the container that everything is mapped in
    /// @param functions the machine's, by address
    /// @param memory what the owner of the container has
    TraceScenario(
            TraceEvents events,
            String space,
            Map<PciAddress, PciFunction> functions,
            List<MemoryRegion> memory,
            Progress progress) {
        this.events = events;
        this.space = space;
        this.functions = functions;
        this.memory = memory;
        this.progress = progress;
    }

    List<ScenarioStep> steps() {
        attachUnannounced();
        int from = Math.max(0, events.size() - MOST_STEPS);
        if (from > 0) {
            fold(from);
        }
        for (int i = from; i < events.size(); i++) {
            if (i % REPORT_EVERY == 0) {
                progress.check();
            }
            add(events.get(i));
        }
        if (!absent.isEmpty()) {
            notes.add(
                    Note.warning(
                            "trace",
                            "the machine has no "
                                    + String.join(", ", absent.stream().limit(8).toList())
                                    + ", so their events are left out"));
        }
        return List.copyOf(steps);
    }

    /// What was left out or assumed; complete after [#steps].
    List<Note> notes() {
        return List.copyOf(notes);
    }

    /// Kernel traces begin when a device has long been attached.
    private void attachUnannounced() {
        boolean announced = false;
        Set<PciAddress> named = new LinkedHashSet<>();
        for (int i = 0; i < events.size(); i++) {
            announced |= events.kind(i) == TraceEvents.Kind.ATTACH;
            if (!announced && events.kind(i) != TraceEvents.Kind.MAP) {
                @Nullable PciAddress at = address(events.get(i).device());
                if (at != null) {
                    named.add(at);
                }
            }
        }
        if (announced || named.isEmpty()) {
            return;
        }
        notes.add(
                Note.information(
                        "trace",
                        "it shows no attaching, so every device that it names is attached first"));
        named.forEach(this::attach);
    }

    private void attach(PciAddress at) {
        @Nullable PciFunction function = functions.get(at);
        if (function == null) {
            absent.add(at.toString());
        } else if (attached.add(at)) {
            if (!"vfio-pci".equals(function.driver())) {
                steps.add(ScenarioStep.of(new Step.Bind(at, "vfio-pci")));
            }
            steps.add(ScenarioStep.of(new Step.Attach(at, space)));
        }
    }

    private void fold(int from) {
        NavigableMap<Long, Long> live = new TreeMap<>(Long::compareUnsigned);
        for (int i = 0; i < from; i++) {
            if (i % REPORT_EVERY == 0) {
                progress.check();
                progress.report("folding the trace", i, from);
            }
            TraceEvents.Event event = events.get(i);
            switch (event.kind()) {
                case MAP -> live.put(event.first(), event.second());
                case UNMAP -> unmap(live, event.first(), event.second());
                case ATTACH -> {
                    @Nullable PciAddress at = address(event.device());
                    if (at != null) {
                        attach(at);
                    }
                }
                case DETACH, FAULT, VECTORS, GUEST_VECTOR, INTERRUPT -> {
                    // Only what is still there counts at the end of the folded part.
                }
            }
        }
        int kept = Math.min(live.size(), MOST_STEPS);
        live.entrySet().stream().limit(kept).forEach(e -> map(e.getKey(), e.getValue()));
        notes.add(
                Note.warning(
                        "trace",
                        ("the first %d events are folded: %d of the %d mappings that they left"
                                        + " are the first steps")
                                .formatted(from, kept, live.size())));
    }

    private static void unmap(NavigableMap<Long, Long> live, long first, long size) {
        Map.@Nullable Entry<Long, Long> next = live.ceilingEntry(first);
        while (next != null && Long.compareUnsigned(next.getKey() - first, size) < 0) {
            live.remove(next.getKey());
            next = live.ceilingEntry(first);
        }
    }

    private void add(TraceEvents.Event event) {
        @Nullable PciAddress at = address(event.device());
        switch (event.kind()) {
            case MAP -> map(event.first(), event.second());
            case UNMAP ->
                    steps.add(
                            ScenarioStep.of(
                                    new Step.Unmap(
                                            space, Iova.of(event.first()), size(event.second()))));
            case FAULT -> fault(event);
            case ATTACH -> {
                if (at != null) {
                    attach(at);
                }
            }
            case DETACH -> {
                if (at != null && attached.remove(at)) {
                    steps.add(ScenarioStep.of(new Step.Detach(at)));
                }
            }
            case VECTORS -> {
                if (at != null && event.first() > 0) {
                    vectors(at, event);
                }
            }
            case INTERRUPT -> {
                if (at != null) {
                    fire(at, event);
                }
            }
            case GUEST_VECTOR -> {
                // Which event and LPI the guest chose is not in the trace.
            }
        }
    }

    private void map(long iova, long size) {
        @Nullable MemoryRegion region = regionOf(iova, size);
        long offset = region == null ? 0 : iova - region.range().first().unsignedBits();
        steps.add(
                ScenarioStep.of(
                        new Step.Map(
                                space,
                                Iova.of(iova),
                                size(size),
                                region == null ? null : region.name(),
                                size(offset),
                                true,
                                true)));
    }

    private @Nullable MemoryRegion regionOf(long iova, long size) {
        for (MemoryRegion region : memory) {
            if (size != 0
                    && region.range().contains(GuestPhysical.of(iova))
                    && region.range().contains(GuestPhysical.of(iova + size - 1))) {
                return region;
            }
        }
        return null;
    }

    private ByteSize size(long bytes) {
        return sizes.computeIfAbsent(bytes, ByteSize::ofBytes);
    }

    private void fault(TraceEvents.Event event) {
        String text =
                "line %d: a fault%s at 0x%x"
                        .formatted(
                                event.line(),
                                event.device().isEmpty() ? "" : " of " + event.device(),
                                event.first());
        if (steps.isEmpty()) {
            notes.add(Note.warning("trace", text));
            return;
        }
        ScenarioStep last = steps.getLast();
        if (last.note().length() < 200) {
            String joined = last.note().isEmpty() ? text : last.note() + "; " + text;
            steps.set(steps.size() - 1, new ScenarioStep(last.action(), last.enabled(), joined));
        }
    }

    /// QEMU switches MSI-X off and on again with more vectors when a further one is used.
    ///
    /// Source: QEMU `hw/vfio/pci.c:vfio_msix_vector_do_use`.
    private void vectors(PciAddress at, TraceEvents.Event event) {
        if (!functions.containsKey(at)) {
            absent.add(at.toString());
            return;
        }
        int count = (int) Math.min(event.first(), 2048);
        int before = switchedOn.getOrDefault(at, 0);
        if (event.second() == 0) {
            set(at, IrqIndex.MSI, 0, Math.min(count, 32));
        } else if (count <= before) {
            set(at, IrqIndex.MSIX, count - 1, 1);
        } else {
            if (before > 0) {
                steps.add(ScenarioStep.of(new Step.IrqsOff(at, IrqIndex.MSIX)));
            }
            set(at, IrqIndex.MSIX, 0, count);
            switchedOn.put(at, count);
        }
    }

    private void set(PciAddress at, IrqIndex index, int start, int count) {
        steps.add(ScenarioStep.of(new Step.SetIrqs(at, index, start, count)));
    }

    private void fire(PciAddress at, TraceEvents.Event event) {
        if (!functions.containsKey(at)) {
            absent.add(at.toString());
            return;
        }
        IrqIndex index = event.second() == 1 ? IrqIndex.MSIX : IrqIndex.MSI;
        int vector = (int) event.first();
        if (!steps.isEmpty()
                && steps.getLast().action() instanceof Step.Fire before
                && before.device().equals(at)
                && before.index() == index
                && before.vector() == vector) {
            steps.set(
                    steps.size() - 1,
                    ScenarioStep.of(new Step.Fire(at, index, vector, 1, before.times() + 1)));
        } else {
            steps.add(ScenarioStep.of(new Step.Fire(at, index, vector, 1, 1)));
        }
    }

    static @Nullable PciAddress address(String name) {
        return PciAddress.isAddress(name) ? PciAddress.parse(name) : null;
    }
}
