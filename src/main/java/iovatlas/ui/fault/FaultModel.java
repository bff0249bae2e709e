package iovatlas.ui.fault;

import iovatlas.diagnostic.fault.Fault;
import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Places the faults of a text on the machine in front, at the step that it shows.
public final class FaultModel {

    private final DocumentSession session;
    private final TaskExecutor executor;
    private final Consumer<Throwable> onFault;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<LocatedFaults> located =
            new ReadOnlyObjectWrapper<>(LocatedFaults.NOTHING);
    private @Nullable Running running;

    /// @param log what stands there at first; empty for the faults that the machine's own log tells
    public FaultModel(
            DocumentSession session,
            TaskExecutor executor,
            Consumer<Throwable> onFault,
            String log) {
        this.session = session;
        this.executor = executor;
        this.onFault = onFault;
        text.set(log.isEmpty() ? recorded(session.computed()) : log);
        text.subscribe(this::locate);
        locate();
    }

    /// The lines of the recorded log that tell of faults.
    private static String recorded(Computed now) {
        List<String> lines = now.atlas().observation().logFacts();
        List<Fault> faults = FaultLines.read(lines);
        if (faults.isEmpty()) {
            return "";
        }
        int first = faults.getFirst().line() - 1;
        return String.join("\n", lines.subList(first, lines.size())) + "\n";
    }

    public StringProperty textProperty() {
        return text;
    }

    public ReadOnlyObjectProperty<LocatedFaults> locatedProperty() {
        return located.getReadOnlyProperty();
    }

    /// Selects the address on the map; false when it lies on none.
    public boolean showAddress(FaultPlace place) {
        return select(place.addressElement());
    }

    /// Selects the device; false when the machine does not have it.
    public boolean showDevice(FaultPlace place) {
        return select(place.deviceElement());
    }

    /// Goes to the last step before the mapping was taken away.
    public void showMapped(FaultPlace place) {
        if (place.unmappedBy() > 0) {
            session.showStep(place.unmappedBy() - 1);
            showAddress(place);
        }
    }

    /// Everything about a fault, one sentence a line.
    public static String tell(FaultPlace place) {
        List<String> lines = new ArrayList<>();
        lines.add(place.fault().reporter().word() + ": " + place.headline());
        if (!place.fault().reason().isEmpty()) {
            lines.add("The log says: " + place.fault().reason() + ".");
        }
        if (place.group() >= 0) {
            lines.add(
                    "Group %d, %s."
                            .formatted(
                                    place.group(),
                                    place.space().isEmpty()
                                            ? "a domain of the kernel"
                                            : "in " + place.space()));
        }
        place.facts().forEach(fact -> lines.add("\u00b7 " + fact));
        lines.add(place.story());
        return String.join("\n", lines);
    }

    private boolean select(Optional<ElementId> element) {
        element.ifPresent(session.selection()::select);
        return element.isPresent();
    }

    private void locate() {
        if (running != null) {
            running.stop();
        }
        Computed now = session.computed();
        String log = text.get();
        running =
                executor.submit(
                        "",
                        _ -> log.isBlank() ? LocatedFaults.NOTHING : LocatedFaults.of(log, now),
                        located::set,
                        onFault);
    }
}
