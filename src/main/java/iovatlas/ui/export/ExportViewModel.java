package iovatlas.ui.export;

import iovatlas.diagram.Drawing;
import iovatlas.export.ExportProblem;
import iovatlas.export.Exporter;
import iovatlas.export.Format;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the export dialog shows: the form, how the result will look, the command line.
public final class ExportViewModel {
    private static final Drawing BLANK = new Drawing("", "", 1, 1, List.of());
    private static final Preview NOTHING = new Preview(BLANK, "", "", "", "");

    /// More than this of a text says nothing more.
    private static final int MOST_CHARACTERS = 20_000;

    private final ExportSource source;
    private final TaskExecutor executor;
    private final Consumer<Throwable> onFault;
    private final ObjectProperty<ExportForm> form;
    private final ReadOnlyObjectWrapper<Preview> preview = new ReadOnlyObjectWrapper<>(NOTHING);
    private @Nullable Running running;
    private long newest;

    /// How the result will look.
    ///
    /// @param drawing the picture; blank for what is text
    /// @param text the beginning of what is text; empty for a picture
    /// @param line the command line with the program's name; empty when there is a problem
    /// @param problem why it cannot be written, one sentence; empty when it can
    /// @param hint what else to know, one sentence; empty for nothing
    public record Preview(Drawing drawing, String text, String line, String problem, String hint) {}

    /// @param onFault gets a fault of the program
    public ExportViewModel(
            ExportSource source,
            ExportForm first,
            TaskExecutor executor,
            Consumer<Throwable> onFault) {
        this.source = source;
        this.executor = executor;
        this.onFault = onFault;
        this.form = new SimpleObjectProperty<>(first);
        form.subscribe(this::refresh);
        refresh();
    }

    public ObjectProperty<ExportForm> formProperty() {
        return form;
    }

    public ExportForm form() {
        return form.get();
    }

    public ReadOnlyObjectProperty<Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    public Preview preview() {
        return preview.get();
    }

    /// Whether there is anything of that extent to choose.
    public boolean has(ExtentChoice choice) {
        return source.has(choice);
    }

    /// A name for the file, or for the folder of a figure.
    public String target() {
        return source.target(form());
    }

    /// Writes one file.
    ///
    /// @param done gets the file when it is there
    /// @param failed gets an `IOException`, or a sentence as [ExportProblem]
    public void write(Path file, Consumer<Path> done, Consumer<Throwable> failed) {
        ExportForm wanted = form();
        executor.submit(
                "Writing " + file.getFileName(),
                _ -> {
                    for (byte[] bytes : source.files(wanted).values()) {
                        Files.write(file, bytes);
                    }
                    return file;
                },
                done,
                failed);
    }

    /// Writes several files into a folder.
    ///
    /// @param done gets the folder when they are there
    /// @param failed gets an `IOException`, or a sentence as [ExportProblem]
    public void writeInto(Path folder, Consumer<Path> done, Consumer<Throwable> failed) {
        ExportForm wanted = form();
        executor.submit(
                "Writing into " + folder.getFileName(),
                _ -> {
                    Files.createDirectories(folder);
                    for (Map.Entry<String, byte[]> file : source.files(wanted).entrySet()) {
                        Files.write(folder.resolve(file.getKey()), file.getValue());
                    }
                    return folder;
                },
                done,
                failed);
    }

    /// Makes what is shown in another format, for the clipboard.
    public void make(Format format, Consumer<byte[]> done, Consumer<Throwable> failed) {
        ExportForm wanted = form().withKind(ExportKind.of(format));
        executor.submit("Copying", _ -> exporter(wanted).write(format), done, failed);
    }

    private Exporter exporter(ExportForm wanted) {
        return new Exporter(source.content(wanted), source.options(wanted));
    }

    private void refresh() {
        if (running != null) {
            running.stop();
        }
        ExportForm wanted = form();
        long mine = ++newest;
        running =
                executor.submit(
                        "",
                        _ -> made(wanted),
                        made -> {
                            if (mine == newest) {
                                preview.set(made);
                            }
                        },
                        onFault);
    }

    private Preview made(ExportForm wanted) {
        try {
            String line = "iovatlas " + source.line(wanted).text();
            String hint =
                    source.input().changed()
                            ? "The command reads the file, which lacks the changes that are not"
                                    + " saved."
                            : "";
            if (isDrawn(wanted)) {
                return new Preview(exporter(wanted).picture(), "", line, "", hint);
            }
            var text = new StringBuilder();
            for (byte[] bytes : source.files(wanted).values()) {
                text.append(new String(bytes, StandardCharsets.UTF_8));
            }
            text.setLength(Math.min(text.length(), MOST_CHARACTERS));
            return new Preview(BLANK, text.toString(), line, "", hint);
        } catch (ExportProblem problem) {
            return new Preview(BLANK, "", "", String.valueOf(problem.getMessage()), "");
        }
    }

    /// What no preview can draw is shown as text.
    private static boolean isDrawn(ExportForm wanted) {
        return wanted.isPicture() && !wanted.isIn(Format.TEXT);
    }
}
