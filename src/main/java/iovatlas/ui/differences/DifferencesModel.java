package iovatlas.ui.differences;

import iovatlas.diagnostic.difference.AtlasDifferences;
import iovatlas.diagnostic.difference.Difference;
import iovatlas.export.DifferenceList;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The two sides, what differs between them, and which of it is shown.
public final class DifferencesModel {

    private final TaskExecutor executor;
    private final Consumer<Throwable> onFault;
    private final ObjectProperty<@Nullable ComparedSide> before = new SimpleObjectProperty<>(null);
    private final ObjectProperty<@Nullable ComparedSide> after = new SimpleObjectProperty<>(null);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final BooleanProperty busy = new SimpleBooleanProperty(false);
    private final ReadOnlyObjectWrapper<List<Difference>> all =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Difference>> shown =
            new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Running running;

    public DifferencesModel(TaskExecutor executor, Consumer<Throwable> onFault) {
        this.executor = executor;
        this.onFault = onFault;
        before.subscribe(this::compare);
        after.subscribe(this::compare);
        all.subscribe(this::select);
        filter.subscribe(this::select);
    }

    /// The first side, null while it is not chosen.
    public ObjectProperty<@Nullable ComparedSide> beforeProperty() {
        return before;
    }

    /// The second side, likewise.
    public ObjectProperty<@Nullable ComparedSide> afterProperty() {
        return after;
    }

    /// Words that a difference must have to be shown.
    public StringProperty filterProperty() {
        return filter;
    }

    /// Why an input could not be read, one sentence; empty when all were.
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// True while an input is read or the two are compared.
    public BooleanProperty busyProperty() {
        return busy;
    }

    /// What differs and is shown.
    public ReadOnlyObjectProperty<List<Difference>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// All that differs.
    public List<Difference> differences() {
        return all.get();
    }

    /// Takes an open document as one side.
    public void take(ObjectProperty<@Nullable ComparedSide> side, DocumentSession session) {
        side.set(side(session));
    }

    /// An open document as a side.
    public static ComparedSide side(DocumentSession session) {
        return new ComparedSide(
                session.origin().name(),
                session.origin().saved().orElse(session.origin().input()).toString(),
                session.computed().atlas(),
                session.computed().timeline());
    }

    /// Reads inputs of one machine as one side.
    public void read(ObjectProperty<@Nullable ComparedSide> side, List<Path> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        stop();
        failure.set("");
        busy.set(true);
        Path first = inputs.getFirst();
        running =
                executor.submit(
                        "Reading " + first.getFileName(),
                        progress -> {
                            Opened opened =
                                    Inputs.open(first, inputs.subList(1, inputs.size()), progress);
                            return new ComparedSide(
                                    String.valueOf(first.getFileName()),
                                    first.toString(),
                                    opened.atlas(),
                                    opened.atlas().run());
                        },
                        read -> {
                            busy.set(false);
                            side.set(read);
                        },
                        problem -> {
                            busy.set(false);
                            if (problem instanceof ImportFailure refused) {
                                failure.set(String.valueOf(refused.getMessage()));
                            } else {
                                onFault.accept(problem);
                            }
                        });
    }

    /// Swaps the two sides.
    public void swap() {
        @Nullable ComparedSide first = before.get();
        before.set(after.get());
        after.set(first);
    }

    /// Stops reading.
    public void stop() {
        if (running != null) {
            running.stop();
        }
        busy.set(false);
    }

    /// What differs, in one sentence.
    public String summary() {
        if (before.get() == null || after.get() == null) {
            return "Choose two captures, documents or snapshots of a machine.";
        }
        if (all.get().isEmpty()) {
            return busy.get() ? "" : "Nothing differs.";
        }
        List<String> parts = new ArrayList<>();
        for (Difference.Kind kind : Difference.Kind.values()) {
            long count = all.get().stream().filter(d -> d.kind() == kind).count();
            if (count > 0) {
                parts.add(DifferenceKinds.counted(kind, count));
            }
        }
        return String.join(", ", parts);
    }

    /// The differences as the command line prints them.
    public String text() {
        return list().text();
    }

    /// The differences as JSON, schema `compare.schema.json`.
    public String json() {
        return list().jsonText();
    }

    /// What the command line is given for the same answer.
    public String commandLine() {
        return "compare " + list().first() + " " + list().second();
    }

    private DifferenceList list() {
        @Nullable ComparedSide first = before.get();
        @Nullable ComparedSide second = after.get();
        return new DifferenceList(
                first == null ? "" : first.argument(),
                second == null ? "" : second.argument(),
                all.get());
    }

    /// The functions of a session's machine that the shown differences are about.
    public List<ElementId> marks(DocumentSession session) {
        return shown.get().stream()
                .map(Difference::subject)
                .flatMap(DifferencesModel::address)
                .filter(at -> session.atlas().topology().function(at).isPresent())
                .distinct()
                .<ElementId>map(ElementId.OfFunction::new)
                .toList();
    }

    private static Stream<PciAddress> address(String subject) {
        String first = subject.split(" ", 2)[0];
        return PciAddress.isAddress(first) ? Stream.of(PciAddress.parse(first)) : Stream.empty();
    }

    private void compare() {
        stop();
        @Nullable ComparedSide first = before.get();
        @Nullable ComparedSide second = after.get();
        if (first == null || second == null) {
            all.set(List.of());
            return;
        }
        busy.set(true);
        running =
                executor.submit(
                        "Comparing",
                        _ ->
                                AtlasDifferences.of(
                                        first.atlas(),
                                        first.timeline(),
                                        second.atlas(),
                                        second.timeline()),
                        found -> {
                            busy.set(false);
                            all.set(found);
                        },
                        problem -> {
                            busy.set(false);
                            onFault.accept(problem);
                        });
    }

    private void select() {
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        shown.set(
                words.isEmpty()
                        ? all.get()
                        : all.get().stream().filter(d -> has(d, words)).toList());
    }

    private static boolean has(Difference difference, String words) {
        return Stream.concat(
                        Stream.of(
                                DifferenceKinds.word(difference.kind()),
                                difference.subject(),
                                difference.before(),
                                difference.after()),
                        difference.why().stream())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }
}
