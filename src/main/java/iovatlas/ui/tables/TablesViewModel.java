package iovatlas.ui.tables;

import iovatlas.table.FactTable;
import iovatlas.table.TableKind;
import iovatlas.table.TableSource;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// The chosen table, filtered.
public final class TablesViewModel {

    private final DocumentSession session;
    private final TaskExecutor executor;
    private final Consumer<Throwable> onFailure;
    private final ObjectProperty<TableKind> kind = new SimpleObjectProperty<>(TableKind.FUNCTIONS);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<FactTable> table =
            new ReadOnlyObjectWrapper<>(new FactTable(List.of(), List.of()));
    private boolean watched;
    private @Nullable Running running;
    private long newest;

    /// @param onFailure gets a fault of the program
    public TablesViewModel(
            DocumentSession session, TaskExecutor executor, Consumer<Throwable> onFailure) {
        this.session = session;
        this.executor = executor;
        this.onFailure = onFailure;
        session.computedProperty().subscribe(this::refresh);
        kind.subscribe(this::refresh);
        filter.subscribe(this::refresh);
    }

    /// Says whether anybody sees the table; while nobody does it is not made.
    public void setWatched(boolean value) {
        watched = value;
        refresh();
    }

    public ObjectProperty<TableKind> kindProperty() {
        return kind;
    }

    /// Words that a row must contain; empty for all rows.
    public StringProperty filterProperty() {
        return filter;
    }

    public ReadOnlyObjectProperty<FactTable> tableProperty() {
        return table.getReadOnlyProperty();
    }

    public FactTable table() {
        return table.get();
    }

    /// Selects what a row is about.
    public void choose(FactTable.Row row) {
        ElementId element = row.element();
        if (element != null) {
            session.selection().select(element);
        }
    }

    private void refresh() {
        if (running != null) {
            running.stop();
        }
        if (!watched) {
            return;
        }
        Computed now = session.computed();
        TableSource source = new TableSource(now.atlas(), now.timeline(), now.step(), now.notes());
        TableKind wanted = kind.get();
        String words = filter.get();
        long mine = ++newest;
        running =
                executor.submit(
                        "",
                        _ -> wanted.of(source).filtered(words),
                        made -> {
                            if (mine == newest && !made.equals(table.get())) {
                                table.set(made);
                            }
                        },
                        onFailure);
    }
}
