package iovatlas.export;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStack;
import iovatlas.export.html.HtmlReport;
import iovatlas.export.json.TablesJson;
import iovatlas.export.pdf.PdfWriter;
import iovatlas.export.png.PngWriter;
import iovatlas.export.svg.SvgWriter;
import iovatlas.export.text.Characters;
import iovatlas.export.text.TextWriter;
import iovatlas.table.NamedTable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes something in any format: the same bytes for the same input.
public final class Exporter {
    private final Content content;
    private final ExportOptions options;
    private final DrawnContent drawn;

    public Exporter(Content content, ExportOptions options) {
        this.content = content;
        this.options = options;
        this.drawn = new DrawnContent(content, options);
    }

    /// The whole file.
    ///
    /// @throws ExportProblem when it cannot be written so
    public byte[] write(Format format) {
        return switch (format) {
            case SVG -> bytes(SvgWriter.write(picture(), options.theme()));
            case PNG -> png();
            case PDF -> PdfWriter.write(content.title(), pages(), options.theme());
            case DOT -> bytes(content.dot(options.theme()));
            case TEXT -> bytes(text());
            case HTML -> bytes(html());
            case CSV -> bytes(csv());
            case JSON -> bytes(TablesJson.write(head(), tables()));
        };
    }

    /// The picture as one drawing in pixels: what SVG and PNG hold.
    public Drawing picture() {
        List<Drawing> drawings = drawn.pixels();
        return drawings.size() == 1
                ? drawings.getFirst()
                : DrawingStack.of(content.title(), drawings);
    }

    /// A page for each picture and one for the legend; a single picture keeps its legend below, so
    /// that it can be set into a text as one figure.
    private List<Drawing> pages() {
        List<Drawing> drawings = drawn.pixels();
        boolean single = options.legend() && drawings.size() == 2;
        return single ? List.of(DrawingStack.of(content.title(), drawings)) : drawings;
    }

    private byte[] png() {
        Drawing drawing = picture();
        Integer width = options.width();
        if (width == null) {
            double scale = PngWriter.largestScale(drawing, options.scale());
            return PngWriter.write(drawing, options.theme(), scale);
        }
        double scale = PngWriter.scaleForWidth(drawing, width);
        if (width < 16 || PngWriter.largestScale(drawing, scale) < scale) {
            throw new ExportProblem(
                    "a PNG cannot be %d pixels wide here; give at least 16 and not so many that the"
                                    .formatted(width)
                            + " picture has more than 200 million");
        }
        return PngWriter.write(drawing, options.theme(), scale);
    }

    private String text() {
        Characters characters = options.unicode() ? Characters.UNICODE : Characters.ASCII;
        return drawn.cells().stream()
                .map(drawing -> TextWriter.write(drawing, drawn.columns(), characters))
                .collect(Collectors.joining("\n"));
    }

    private String html() {
        String facts =
                "Linux "
                        + content.kernel()
                        + (content.step() == 0 ? ", at boot" : ", after step " + content.step());
        return HtmlReport.write(
                content.title(), facts, content.notes(), drawn.pixels(), tables(), options.theme());
    }

    private Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("title", content.title());
        head.put("kernel", content.kernel());
        head.put("view", content.view());
        head.put("step", content.step());
        return head;
    }

    /// One table plainly; several with a line `# name` above each and a blank line between.
    private String csv() {
        List<NamedTable> tables = tables();
        return tables.size() == 1
                ? tables.getFirst().facts().csv()
                : tables.stream()
                        .map(table -> "# " + table.name() + "\n" + table.facts().csv())
                        .collect(Collectors.joining("\n"));
    }

    private List<NamedTable> tables() {
        List<NamedTable> tables = content.tables();
        String wanted = options.table();
        if (wanted == null) {
            return tables;
        }
        List<NamedTable> chosen =
                tables.stream().filter(table -> table.name().equals(wanted)).toList();
        if (chosen.isEmpty()) {
            throw new ExportProblem(
                    "this view has no table \""
                            + wanted
                            + "\"; it has "
                            + tables.stream()
                                    .map(NamedTable::name)
                                    .collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
