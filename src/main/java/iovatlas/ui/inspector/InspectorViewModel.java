package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the inspector shows: the sheet of the primary selected thing, of the document when nothing
/// is selected.
public final class InspectorViewModel {

    /// A document of so many functions is read again in a few milliseconds.
    private static final int AT_ONCE = 256;

    private static final Sheet EMPTY =
            new Sheet("", List.of(), List.of(), "", "", List.of(), false, List.of());

    private final DocumentSession session;
    private final TaskExecutor executor;
    private final Consumer<Throwable> onFailure;
    private final PendingChanges changes;
    private final ReadOnlyObjectWrapper<Sheet> sheet = new ReadOnlyObjectWrapper<>(EMPTY);
    private @Nullable Running running;
    private @Nullable Running judging;
    private long newest;

    /// @param onFailure gets a fault of the program
    public InspectorViewModel(
            DocumentSession session, TaskExecutor executor, Consumer<Throwable> onFailure) {
        this.session = session;
        this.executor = executor;
        this.onFailure = onFailure;
        this.changes = new PendingChanges(session, executor, onFailure);
        session.computedProperty().subscribe(this::refresh);
        session.selection().selectedProperty().subscribe(this::refresh);
        refresh();
    }

    public ReadOnlyObjectProperty<Sheet> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    public Sheet sheet() {
        return sheet.get();
    }

    /// Changes a property.
    ///
    /// @return what is wrong with the text; empty when it was done or is as before
    public Optional<String> change(Field field, String text) {
        return with(field, text, session::apply);
    }

    /// The same for a person who goes on meanwhile: a large document is read again off the toolkit's
    /// thread, one change after the other.
    void change(Field field, String text, Consumer<Optional<String>> told) {
        if (session.atlas().topology().functions().size() <= AT_ONCE) {
            told.accept(change(field, text));
        } else {
            changes.add(field, text, told);
        }
    }

    /// What would be wrong with a text, or good to know of it; empty when nothing is.
    public Judgement judge(Field field, String text) {
        return judge(session.atlas(), field, text);
    }

    /// The same for a text that is being typed: the newest one is looked at, off the toolkit's
    /// thread.
    void judge(Field field, String text, Consumer<Judgement> use) {
        if (judging != null) {
            judging.stop();
        }
        Atlas atlas = session.atlas();
        judging = executor.submit("", _ -> judge(atlas, field, text), use, onFailure);
    }

    private static Judgement judge(Atlas atlas, Field field, String text) {
        Optional<String> wrong = with(field, text, edit -> edit.refusal(atlas));
        return wrong.isPresent()
                ? new Judgement(wrong, Optional.empty())
                : new Judgement(wrong, with(field, text, edit -> edit.caution(atlas)));
    }

    static Optional<String> with(Field field, String text, Function<Edit, Optional<String>> use) {
        FieldEditor editor = field.editor();
        if (editor == null || text.equals(field.value())) {
            return Optional.empty();
        }
        try {
            return use.apply(editor.parser().parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.of(Optional.ofNullable(e.getMessage()).orElse("That cannot be meant."));
        }
    }

    /// Does a change that would mend something.
    ///
    /// @return why it cannot be done; empty when it was
    public Optional<String> mend(Change change) {
        Edit edit = change.edit();
        return edit == null ? Optional.of(change.text()) : session.apply(edit);
    }

    private void refresh() {
        if (running != null) {
            running.stop();
        }
        Computed now = session.computed();
        List<ElementId> elements = session.selection().selected().elements();
        long mine = ++newest;
        running =
                executor.submit(
                        "",
                        _ -> sheet(now, elements),
                        made -> {
                            if (mine == newest) {
                                sheet.set(made);
                            }
                        },
                        onFailure);
    }

    /// A hop is selected together with the part of the machine that it stands for: it is one thing.
    private static Sheet sheet(Computed now, List<ElementId> elements) {
        Optional<ElementId> hop =
                elements.stream().filter(ElementId.OfHop.class::isInstance).findFirst();
        if (hop.isPresent()) {
            return Sheets.of(now, hop.get());
        }
        return switch (elements.size()) {
            case 0 -> Sheets.of(now, new ElementId.OfDocument());
            case 1 -> Sheets.of(now, elements.getFirst());
            default ->
                    BulkSheet.of(
                            elements,
                            elements.stream().map(element -> Sheets.of(now, element)).toList());
        };
    }
}
