package iovatlas.ui.text;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentError;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.document.OpenDocument;
import iovatlas.edit.machine.ReplaceDocument;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The document as text. What is typed becomes the document as soon as it can be read, in one entry
/// of the undo history; what is edited elsewhere changes the text only where its value changes.
public final class DocumentTextModel {
    private final DocumentSession session;
    private final TaskExecutor executor;
    private final ReadOnlyObjectWrapper<@Nullable OpenDocument> shown =
            new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<@Nullable DocumentError> fault =
            new ReadOnlyObjectWrapper<>(null);
    private final Consumer<Throwable> onFault;
    private @Nullable Running reading;
    private @Nullable Running writing;

    /// @param onFault gets what nobody expected
    public DocumentTextModel(
            DocumentSession session, TaskExecutor executor, Consumer<Throwable> onFault) {
        this.session = session;
        this.executor = executor;
        this.onFault = onFault;
        // Not when it is computed: an edit that is taken back before that is never told.
        session.atlasProperty().subscribe(_ -> follow());
    }

    /// The text that stands for the document as it is, null before it is written first.
    public ReadOnlyObjectProperty<@Nullable OpenDocument> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Why what was typed is no document yet, null when it is one.
    public ReadOnlyObjectProperty<@Nullable DocumentError> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /// Reads what was typed; a newer call makes an older one void.
    public void typed(String text) {
        stop(reading);
        reading =
                executor.submit("", _ -> DocumentReader.read(text), this::take, this::cannotBeRead);
    }

    private void take(OpenDocument document) {
        Atlas before = session.atlas();
        if (document.atlas().equals(before)) {
            fault.set(null);
            shown.set(document);
            return;
        }
        var edit = new ReplaceDocument("Edit Text", document.atlas());
        Optional<String> refusal = edit.refusal(before);
        if (refusal.isPresent()) {
            fault.set(new DocumentError(refusal.get(), 1, 1));
            return;
        }
        fault.set(null);
        shown.set(document);
        session.typed(document, edit);
    }

    private void cannotBeRead(Throwable problem) {
        if (problem instanceof DocumentError error) {
            fault.set(error);
        } else {
            onFault.accept(problem);
        }
    }

    private void follow() {
        Atlas atlas = session.atlas();
        OpenDocument now = shown.get();
        if (now != null && now.atlas().equals(atlas)) {
            return;
        }
        stop(writing);
        OpenDocument original = session.origin().text();
        writing =
                executor.submit(
                        "",
                        _ ->
                                DocumentReader.read(
                                        original == null
                                                ? DocumentWriter.write(atlas)
                                                : DocumentWriter.rewrite(original, atlas)),
                        written -> {
                            if (session.atlas().equals(written.atlas())) {
                                fault.set(null);
                                shown.set(written);
                            }
                        },
                        onFault);
    }

    private static void stop(@Nullable Running running) {
        if (running != null) {
            running.stop();
        }
    }

    /// The line of an element, 1-based; 0 when it has none.
    public int lineOf(ElementId element) {
        OpenDocument document = shown.get();
        return document == null ? 0 : document.lineOf(element);
    }

    /// The element that a line is about: the last one that begins at or before it.
    public Optional<ElementId> elementAt(int line) {
        OpenDocument document = shown.get();
        if (document == null) {
            return Optional.empty();
        }
        TreeMap<Integer, ElementId> lines = new TreeMap<>();
        Topology t = document.atlas().topology();
        t.functions().stream()
                .filter(function -> function.virtual() == null)
                .forEach(f -> note(document, lines, new ElementId.OfFunction(f.at())));
        t.hostBridges()
                .forEach(h ->
                        note(
                                document,
                                lines,
                                new ElementId.OfHostBridge(h.segment(), h.rootBus())));
        t.platformDevices()
                .forEach(d -> note(document, lines, new ElementId.OfPlatformDevice(d.name())));
        t.mediatedDevices()
                .forEach(d -> note(document, lines, new ElementId.OfMediatedDevice(d.name())));
        t.iommus().forEach(i -> note(document, lines, new ElementId.OfIommu(i.name())));
        t.msiControllers()
                .forEach(c -> note(document, lines, new ElementId.OfMsiController(c.name())));
        t.owners()
                .forEach(o -> {
                    note(document, lines, new ElementId.OfOwner(o.name()));
                    o.memory()
                            .forEach(r ->
                                    note(
                                            document,
                                            lines,
                                            new ElementId.OfMemory(o.name(), r.name())));
                });
        t.spaces().forEach(s -> note(document, lines, new ElementId.OfSpace(s.name())));
        for (int i = 1; i <= document.atlas().steps().size(); i++) {
            note(document, lines, new ElementId.OfStep(i));
        }
        return Optional.ofNullable(lines.floorEntry(line))
                .filter(entry -> isAbout(document, entry.getKey(), line))
                .map(Map.Entry::getValue);
    }

    private static void note(
            OpenDocument document, Map<Integer, ElementId> lines, ElementId element) {
        int line = document.lineOf(element);
        if (line > 0) {
            lines.put(line, element);
        }
    }

    /// No other item and no key begins between an item's first line and the line.
    private static boolean isAbout(OpenDocument document, int first, int line) {
        return document.text()
                .lines()
                .skip(first)
                .limit(Math.max(0, line - first))
                .noneMatch(text -> text.strip().startsWith("- ") || text.matches("[a-z].*"));
    }
}
