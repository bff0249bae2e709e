package iovatlas.export.kerneldoc;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Palette;
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

    /// File names and their content, in UTF-8.
    ///
    /// @param name of the document without an ending, e.g. `guest-ram-at-zero`
    /// @param view what is drawn, e.g. `iova`
    /// @param drawing the picture
    /// @param document the text of the document
    /// @param command the command line that makes these files again
    public static Map<String, String> files(
            String name,
            String view,
            Drawing drawing,
            Palette palette,
            String document,
            String command) {
        String base = plain(name);
        String figure = base + "-" + plain(view);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(figure + ".svg", SvgWriter.write(drawing, palette));
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
