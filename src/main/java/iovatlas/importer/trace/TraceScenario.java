package iovatlas.importer.trace;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.observation.Note;
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
import java.util.Set;
import java.util.TreeSet;

/// The steps that the events of a trace are on a machine. Of a very long trace the beginning is
/// folded: what was attached, mapped and switched on when the last part begins becomes the first
/// steps.
final class TraceScenario {

    /// As many steps as a document holds that can be opened again.
    static final int MOST_STEPS = 200_000;

    private static final int REPORT_EVERY = 1 << 14;
    private static final int MOST_NAMED = 8;

    private final TraceEvents events;
    private final String space;
    private final Map<PciAddress, PciFunction> functions;
    private final Progress progress;
    private final int most;
    private final StepList steps = new StepList();
    private final LiveMappings mappings;
    private final TraceVectors vectors = new TraceVectors(steps);
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> absent = new TreeSet<>();
    private final Set<PciAddress> attached = new LinkedHashSet<>();
    private int faults;

    /// @param space the container that everything is mapped in
    /// @param functions the machine's, by address
    /// @param memory what the owner of the container has
    /// @param kernels where a mapping is the kernel's own
    /// @param most how many events become steps
    TraceScenario(
            TraceEvents events,
            String space,
            Map<PciAddress, PciFunction> functions,
            List<MemoryRegion> memory,
            List<AddressRange<Iova>> kernels,
            int most,
            Progress progress) {
        this.events = events;
        this.space = space;
        this.functions = functions;
        this.most = most;
        this.progress = progress;
        this.mappings = new LiveMappings(space, memory, kernels, steps);
    }

    List<ScenarioStep> steps() {
        int from = Math.max(0, events.size() - most);
        steps.folding(from > 0);
        attachUnannounced();
        for (int i = 0; i < events.size(); i++) {
            if (i % REPORT_EVERY == 0) {
                progress.check();
                progress.report("making steps of the trace", i, events.size());
            }
            if (i == from && from > 0) {
                unfold(from);
            }
            add(events.get(i));
        }
        if (!absent.isEmpty()) {
            notes.add(
                    Note.warning(
                            "trace",
                            "the machine has no "
                                    + String.join(", ", absent.stream().limit(MOST_NAMED).toList())
                                    + (absent.size() > MOST_NAMED ? ", ..." : "")
                                    + " that a driver can have, so their events are left out"));
        }
        notes.addAll(mappings.notes());
        return steps.all();
    }

    /// What was left out or assumed; complete after [#steps].
    List<Note> notes() {
        return List.copyOf(notes);
    }

    /// Kernel traces begin when a device has long been attached.
    private void attachUnannounced() {
        Set<PciAddress> named = new LinkedHashSet<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.kind(i) == TraceEvents.Kind.ATTACH) {
                return;
            }
            if (!events.device(i).isEmpty()) {
                @Nullable PciAddress at = address(events.device(i));
                if (at != null) {
                    named.add(at);
                }
            }
        }
        if (named.isEmpty()) {
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
        if (function == null || function.kind().isBridge()) {
            absent.add(at.toString());
        } else if (attached.add(at)) {
            attachSteps(at, function);
        }
    }

    private void attachSteps(PciAddress at, PciFunction function) {
        if (!"vfio-pci".equals(function.driver())) {
            steps.add(new Step.Bind(at, "vfio-pci"));
        }
        steps.add(new Step.Attach(at, space));
    }

    private void detach(PciAddress at) {
        if (attached.remove(at)) {
            steps.add(new Step.Detach(at));
            vectors.forget(at);
            if (attached.isEmpty()) {
                mappings.clear();
            }
        }
    }

    /// What the folded part has left becomes the first steps.
    private void unfold(int from) {
        steps.folding(false);
        for (PciAddress at : attached) {
            @Nullable PciFunction function = functions.get(at);
            if (function != null) {
                attachSteps(at, function);
            }
        }
        mappings.repeat(most);
        vectors.repeat();
        notes.add(
                Note.warning(
                        "trace",
                        ("a document holds %,d events of a trace as steps: the first %,d are"
                             + " folded, and the first steps attach %d devices and map %,d of the"
                             + " %,d mappings that they left; %,d faults were among them")
                                .formatted(
                                        most,
                                        from,
                                        attached.size(),
                                        Math.min(most, mappings.size()),
                                        mappings.size(),
                                        faults)));
    }

    private void add(TraceEvents.Event event) {
        switch (event.kind()) {
            case MAP -> mappings.map(event.first(), event.second(), false);
            case MAP_TRANSLATED -> mappings.map(event.first(), event.second(), true);
            case UNMAP -> mappings.unmap(event.first(), event.second());
            case FAULT -> fault(event);
            case ATTACH,
                    DETACH,
                    VECTORS,
                    VECTORS_OFF,
                    INTERRUPT,
                    GUEST_MESSAGE,
                    BUS_MASTER,
                    FUNCTION_MASK -> {
                @Nullable PciAddress at = address(event.device());
                if (at != null) {
                    ofDevice(at, event);
                }
            }
            case GUEST_VECTOR -> {
                // Which event and LPI the guest chose is not in the trace.
            }
        }
    }

    private void ofDevice(PciAddress at, TraceEvents.Event event) {
        if (!functions.containsKey(at)) {
            absent.add(at.toString());
            return;
        }
        switch (event.kind()) {
            case ATTACH -> attach(at);
            case DETACH -> detach(at);
            case VECTORS -> {
                if (event.first() > 0) {
                    vectors.switchOn(at, event);
                }
            }
            case VECTORS_OFF -> vectors.switchOff(at, event);
            case INTERRUPT -> vectors.fire(at, event);
            case GUEST_MESSAGE -> vectors.program(at, event);
            case BUS_MASTER -> vectors.busMaster(at, event.first() != 0);
            case FUNCTION_MASK -> vectors.functionMask(at, event.first() != 0);
            case MAP, MAP_TRANSLATED, UNMAP, FAULT, GUEST_VECTOR -> {
                // Not of one device.
            }
        }
    }

    private void fault(TraceEvents.Event event) {
        faults++;
        String text =
                "line %d: a fault%s at 0x%x"
                        .formatted(
                                event.line(),
                                event.device().isEmpty() ? "" : " of " + event.device(),
                                event.first());
        if (!steps.remark(text)) {
            notes.add(Note.warning("trace", text));
        }
    }

    static @Nullable PciAddress address(String name) {
        return PciAddress.isAddress(name) ? PciAddress.parse(name) : null;
    }
}
