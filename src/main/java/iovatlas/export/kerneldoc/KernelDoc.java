package iovatlas.export.kerneldoc;

import iovatlas.diagram.Drawing;
import iovatlas.export.ExportOptions;
import iovatlas.export.Exporter;
import iovatlas.export.Format;
import iovatlas.export.MachineContent;
import iovatlas.export.RenderLine;
import iovatlas.export.svg.SvgWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The files of a figure for the kernel's documentation.
///
/// Source: `Documentation/sphinx/kfigure.py` (`kernel-figure` takes the options of docutils'
/// `figure`; SVG is converted for LaTeX by the build).
public final class KernelDoc {
    private static final int WIDTH = 80;

    private KernelDoc() {}

    /// What the files are called: after the input's file; of what came from elsewhere after its
    /// title.
    ///
    /// @param file the last part of the input's path, `-` for standard input
    public static String name(String file, String title) {
        String name = file.replaceFirst("\\.(ya?ml|mbox|eml)$", "");
        return plain(name.isEmpty() || name.equals("-") ? title : name);
    }

    /// File names and their content, in UTF-8.
    ///
    /// @param base of the document without an ending, e.g. `guest-ram-at-zero`
    /// @param content what is drawn
    /// @param document the text of the document
    /// @param more options of the command line that say how the document is read
    public static Map<String, String> files(
            String base,
            MachineContent content,
            ExportOptions options,
            String document,
            Map<String, String> more) {
        String figure = base + "-" + plain(content.view());
        RenderLine line = RenderLine.of(base + ".yaml", content);
        more.forEach(line::option);
        line.options(options, Format.SVG).option("--kernel-doc", ".");
        Drawing drawing = new Exporter(content, options).picture();
        String command = "iovatlas " + line.text();
        Map<String, String> files = new LinkedHashMap<>();
        files.put(figure + ".svg", SvgWriter.write(drawing, options.theme()));
        files.put(base + ".yaml", document);
        files.put(figure + ".rst", stub(figure, drawing, command));
        return files;
    }

    private static String stub(String figure, Drawing drawing, String command) {
        String alt = (drawing.title() + ". " + drawing.description()).strip();
        var out = new StringBuilder();
        out.append(".. Made by: ").append(command.replace('\n', ' ')).append("\n\n");
        out.append(".. _").append(figure).append(":\n\n");
        out.append(".. kernel-figure:: ").append(figure).append(".svg\n");
        String label = "   :alt:    ";
        for (String line : wrapped(alt, WIDTH - label.length())) {
            out.append(label).append(line).append('\n');
            label = " ".repeat(label.length());
        }
        out.append('\n');
        for (String line : wrapped(escaped(drawing.title()), WIDTH - 3)) {
            out.append("   ").append(line).append('\n');
        }
        return out.toString();
    }

    /// Characters that mean markup in running text get a backslash.
    private static String escaped(String text) {
        return text.replaceAll("[\\\\*`|_]", "\\\\$0");
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String trimmed = plain.replaceAll("^[-.]+|[-.]+$", "");
        return trimmed.isEmpty() ? "picture" : trimmed;
    }
}
