package iovatlas.export.html;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.export.svg.SvgId;
import iovatlas.export.svg.SvgWriter;
import iovatlas.table.FactTable;
import iovatlas.table.NamedTable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Writes drawings and tables as one page that needs nothing else: the same bytes for the same
/// input.
public final class HtmlReport {
    private static final List<Ink> INKS =
            List.of(
                    Ink.BACKGROUND,
                    Ink.SURFACE,
                    Ink.TEXT,
                    Ink.MUTED,
                    Ink.OUTLINE,
                    Ink.FAINT,
                    Ink.ACCENT,
                    Ink.ACCENT_TINT);

    private final StringBuilder out = new StringBuilder();
    private final Palette palette;

    private HtmlReport(Palette palette) {
        this.palette = palette;
    }

    /// The whole page, ending in a newline.
    ///
    /// @param title its heading
    /// @param facts one line below it: release, step
    /// @param notes paragraphs
    public static String write(
            String title,
            String facts,
            List<String> notes,
            List<Drawing> drawings,
            List<NamedTable> tables,
            Palette palette) {
        var report = new HtmlReport(palette);
        report.head(title);
        report.element("h1", title);
        report.out.append("<p class=\"muted\">").append(escaped(facts)).append("</p>\n");
        notes.forEach(note -> report.element("p", note));
        for (int i = 0; i < drawings.size(); i++) {
            report.figure(drawings.get(i), "d" + (i + 1) + "-");
        }
        report.tables(tables);
        report.out.append("<script>\n").append(resource("report.js"));
        report.out.append("</script>\n</body>\n</html>\n");
        return report.out.toString();
    }

    private void head(String title) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        // The page itself forbids whatever would be fetched.
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        out.append(" style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        element("title", title);
        out.append("<style>\n:root {");
        for (Ink ink : INKS) {
            String name = ink.name().toLowerCase(Locale.ROOT).replace('_', '-');
            out.append(" --").append(name).append(": ");
            out.append(palette.of(ink).hex()).append(';');
        }
        out.append(" --scheme: ").append(dark() ? "dark" : "light").append("; }\n");
        out.append(resource("report.css")).append("</style>\n</head>\n<body>\n");
    }

    private boolean dark() {
        return palette.of(Ink.BACKGROUND).red() < 128;
    }

    private void figure(Drawing drawing, String prefix) {
        out.append("<figure aria-label=\"").append(escaped(drawing.title()));
        out.append("\">\n<div class=\"tools\">");
        out.append("<button data-tool=\"in\" aria-label=\"Zoom in\">+</button>");
        out.append("<button data-tool=\"out\" aria-label=\"Zoom out\">&#8722;</button>");
        out.append("<button data-tool=\"fit\">Fit</button>");
        out.append("<span>drag to move, Ctrl+wheel to zoom</span></div>");
        String svg = SvgWriter.inline(drawing, palette, prefix);
        out.append(svg.replaceFirst("<svg ", "<svg tabindex=\"0\" role=\"img\" "));
        out.append("</figure>\n");
    }

    private void tables(List<NamedTable> tables) {
        if (tables.isEmpty()) {
            return;
        }
        element("h2", "Tables");
        out.append("<p class=\"search\"><label>Rows with <input id=\"filter\" type=\"search\">");
        out.append("</label></p>\n");
        tables.forEach(this::table);
    }

    private void table(NamedTable table) {
        FactTable facts = table.facts();
        out.append(facts.rows().isEmpty() ? "<details>" : "<details open>");
        out.append("<summary>").append(escaped(table.title()));
        out.append(" (").append(facts.rows().size()).append(")</summary>\n");
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        facts.columns().forEach(c -> cell("th scope=\"col\"", "th", c));
        out.append("</tr></thead>\n<tbody>\n");
        for (FactTable.Row row : facts.rows()) {
            out.append("<tr");
            if (row.element() != null) {
                out.append(" data-element=\"").append(escaped(SvgId.of(row.element())));
                out.append('"');
            }
            out.append('>');
            row.cells().forEach(c -> cell("td", "td", c));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table></div></details>\n");
    }

    private void cell(String open, String close, String text) {
        out.append('<').append(open).append('>').append(escaped(text));
        out.append("</").append(close).append('>');
    }

    private void element(String name, String text) {
        if (!text.isEmpty()) {
            cell(name, name, text);
            out.append('\n');
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        String path = "/iovatlas/export/html/" + name;
        try (InputStream in = HtmlReport.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + path + " is unreadable", e);
        }
    }
}
