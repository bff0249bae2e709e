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
import java.util.function.Consumer;

/// What the export dialog shows: the form, how the result will look, the command line.
public final class ExportViewModel {
    private static final Drawing BLANK = new Drawing("", "", 1, 1, List.of());
    private static final Preview NOTHING = new Preview(BLANK, "", "", "");

    /// More than this of a text says nothing more.
    private static final int MOST_CHARACTERS = 20_000;

    private final ExportSource source;
    private final String name;
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
    public record Preview(Drawing drawing, String text, String line, String problem) {}

    /// @param name of the document, for file names
    /// @param onFault gets a fault of the program
    public ExportViewModel(
            ExportSource source,
            ExportForm first,
            String name,
            TaskExecutor executor,
            Consumer<Throwable> onFault) {
        this.source = source;
        this.name = name.replaceFirst("\\.ya?ml$", "");
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

    /// A name for the file.
    public String fileName() {
        return name + "-" + form().view().word() + "." + form().format().ending();
    }

    /// Writes the file.
    ///
    /// @param done gets the file when it is there
    /// @param failed gets an `IOException`, or a sentence as [ExportProblem]
    public void write(Path file, Consumer<Path> done, Consumer<Throwable> failed) {
        ExportForm wanted = form();
        executor.submit(
                "Writing " + file.getFileName(),
                _ -> {
                    Files.write(file, bytes(wanted, wanted.format()));
                    return file;
                },
                done,
                failed);
    }

    /// Makes what is shown in another format, for the clipboard.
    public void make(Format format, Consumer<byte[]> done, Consumer<Throwable> failed) {
        ExportForm wanted = form().withFormat(format);
        executor.submit("Copying", _ -> bytes(wanted, format), done, failed);
    }

    private byte[] bytes(ExportForm wanted, Format format) {
        return exporter(wanted).write(format);
    }

    private Exporter exporter(ExportForm wanted) {
        return new Exporter(source.content(wanted), source.options(wanted));
    }

    private void refresh() {
        if (running != null) {
            running.stop();
        }
        ExportForm wanted = form();
        String target = fileName();
        long mine = ++newest;
        running =
                executor.submit(
                        "",
                        _ -> made(wanted, target),
                        made -> {
                            if (mine == newest) {
                                preview.set(made);
                            }
                        },
                        onFault);
    }

    private Preview made(ExportForm wanted, String target) {
        try {
            String line = "iovatlas " + source.line(wanted, target);
            return switch (wanted.format()) {
                case SVG, PNG, PDF, HTML -> new Preview(exporter(wanted).picture(), "", line, "");
                case TEXT, DOT, CSV, JSON -> {
                    byte[] bytes = bytes(wanted, wanted.format());
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    int end = Math.min(text.length(), MOST_CHARACTERS);
                    yield new Preview(BLANK, text.substring(0, end), line, "");
                }
            };
        } catch (ExportProblem problem) {
            return new Preview(BLANK, "", "", String.valueOf(problem.getMessage()));
        }
    }
}
