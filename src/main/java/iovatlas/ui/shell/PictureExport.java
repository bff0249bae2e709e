package iovatlas.ui.shell;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Theme;
import iovatlas.export.png.PngWriter;
import iovatlas.export.svg.SvgWriter;
import iovatlas.export.text.TextWriter;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.dialog.FileKind;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.TaskExecutor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes the picture of a view to a file: SVG, PNG or 72-column text, by the name's ending.
final class PictureExport {

    private static final int COLUMNS = 72;
    private static final double PNG_SCALE = 2;
    private static final List<FileKind> KINDS =
            List.of(
                    new FileKind("SVG picture", List.of("svg")),
                    new FileKind("PNG picture", List.of("png")),
                    new FileKind("Text for mail", List.of("txt")));

    private final DialogService dialogs;
    private final TaskExecutor executor;

    PictureExport(DialogService dialogs, TaskExecutor executor) {
        this.dialogs = dialogs;
        this.executor = executor;
    }

    /// Asks where, then writes.
    ///
    /// @param what the view's name, part of the suggested file name
    void export(DocumentSession session, PaneView view, String what) {
        Optional<Drawing> drawing = view.drawing();
        if (drawing.isEmpty()) {
            dialogs.note("Nothing to export", "Go to a picture first, such as the topology.");
            return;
        }
        Path beside = session.origin().suggestion();
        String base = beside.getFileName().toString().replaceFirst("\\.yaml$", "");
        Path suggestion = beside.resolveSibling(base + "-" + what.replace(' ', '-') + ".svg");
        dialogs.chooseTarget("Export " + what, suggestion, KINDS)
                .ifPresent(file -> write(file, drawing.get(), view.textDrawing(COLUMNS)));
    }

    private void write(Path file, Drawing drawing, Optional<Drawing> text) {
        executor.submit(
                "Writing " + file.getFileName(),
                _ -> {
                    Files.write(file, content(file, drawing, text));
                    return file;
                },
                done -> dialogs.note("Written", done.toString()),
                problem -> dialogs.tell(Accidents.exporting(file, problem)));
    }

    private static byte[] content(Path file, Drawing drawing, Optional<Drawing> text) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return PngWriter.write(
                    drawing, Theme.LIGHT, PngWriter.largestScale(drawing, PNG_SCALE));
        }
        if (name.endsWith(".txt") && text.isPresent()) {
            return TextWriter.write(text.get(), COLUMNS).getBytes(StandardCharsets.UTF_8);
        }
        return SvgWriter.write(drawing, Theme.LIGHT).getBytes(StandardCharsets.UTF_8);
    }
}
