package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A drawing that is made anew whenever what it shows changes: off the window's thread, and only the
/// newest request counts.
public final class LiveDrawing {

    private final TaskExecutor executor;
    private final ReadOnlyObjectWrapper<Drawing> drawing =
            new ReadOnlyObjectWrapper<>(new Drawing("", "", 1, 1, List.of()));
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure =
            new ReadOnlyObjectWrapper<>(null);
    private @Nullable Running running;
    private long newest;

    public LiveDrawing(TaskExecutor executor) {
        this.executor = executor;
    }

    /// Asks for another drawing; a request that is still being worked on is dropped.
    ///
    /// @param maker runs on another thread and must touch nothing of the window
    public void request(Supplier<Drawing> maker) {
        request(maker, made -> made, _ -> {});
    }

    /// Asks for another drawing that comes with more.
    ///
    /// @param maker runs on another thread and must touch nothing of the window
    /// @param picture the drawing in what was made
    /// @param arrived is told what was made, right before its drawing is shown
    public <T> void request(Supplier<T> maker, Function<T, Drawing> picture, Consumer<T> arrived) {
        if (running != null) {
            running.stop();
        }
        long mine = ++newest;
        running =
                executor.submit(
                        "",
                        _ -> maker.get(),
                        made -> {
                            if (mine == newest) {
                                failure.set(null);
                                arrived.accept(made);
                                drawing.set(picture.apply(made));
                            }
                        },
                        failure::set);
    }

    public Drawing get() {
        return drawing.get();
    }

    public ReadOnlyObjectProperty<Drawing> property() {
        return drawing.getReadOnlyProperty();
    }

    /// What the last request threw, null when it was drawn: a fault of the program.
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
