package iovatlas.ui.export;

import iovatlas.export.ExportProblem;
import iovatlas.export.Format;
import iovatlas.ui.dialog.Accident;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.dialog.FileKind;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// What the buttons of the export dialog do.
public final class ExportCommands {
    private final DialogService dialogs;
    private final Path folder;
    private final BiFunction<Path, Throwable, Accident> unwritten;
    private final Runnable onClose;

    /// @param folder where files are suggested to go
    /// @param unwritten words why a file could not be written
    /// @param onClose puts the dialog away
    public ExportCommands(
            DialogService dialogs,
            Path folder,
            BiFunction<Path, Throwable, Accident> unwritten,
            Runnable onClose) {
        this.unwritten = unwritten;
        this.dialogs = dialogs;
        this.folder = folder;
        this.onClose = onClose;
    }

    void save(ExportViewModel model) {
        switch (model.form().kind()) {
            case ExportKind.File(var format) -> {
                FileKind kind = new FileKind(format.title(), List.of(format.ending()));
                dialogs.chooseTarget("Export", folder.resolve(model.target()), List.of(kind))
                        .ifPresent(file -> model.write(file, this::written, failed(file)));
            }
            case ExportKind.Figure _ ->
                    dialogs.chooseFolder("Folder for SVG, document and stub")
                            .ifPresent(chosen ->
                                    model.writeInto(chosen, this::written, failed(chosen)));
        }
    }

    private void written(Path where) {
        onClose.run();
        dialogs.note("Written", where.toString());
    }

    private Consumer<Throwable> failed(Path where) {
        return failure -> dialogs.tell(unwritten.apply(where, failure));
    }

    void copyLine(String line) {
        if (!line.isEmpty()) {
            dialogs.copy(line, "Command line");
        }
    }

    void copySvg(ExportViewModel model) {
        model.make(
                Format.SVG,
                bytes -> dialogs.copySvg(new String(bytes, StandardCharsets.UTF_8)),
                failure -> tell("Cannot copy this as SVG", failure));
    }

    void copyPng(ExportViewModel model) {
        model.make(
                Format.PNG, dialogs::copyPng, failure -> tell("Cannot copy this as PNG", failure));
    }

    void copyText(ExportViewModel model) {
        model.make(
                Format.TEXT,
                bytes -> dialogs.copy(new String(bytes, StandardCharsets.UTF_8), "Picture as text"),
                failure -> tell("Cannot copy this as text", failure));
    }

    void close() {
        onClose.run();
    }

    private void tell(String title, Throwable failure) {
        String sentence = String.valueOf(failure.getMessage());
        String details = failure instanceof ExportProblem ? "" : failure.toString();
        dialogs.tell(new Accident(title, sentence, details));
    }
}
