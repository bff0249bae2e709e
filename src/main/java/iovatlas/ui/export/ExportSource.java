package iovatlas.ui.export;

import iovatlas.atlas.Layout;
import iovatlas.atlas.MsiVector;
import iovatlas.diagram.Crop;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.export.ExportOptions;
import iovatlas.export.ExportProblem;
import iovatlas.export.Extent;
import iovatlas.export.Format;
import iovatlas.export.MachineContent;
import iovatlas.export.PartNames;
import iovatlas.export.RenderLine;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.export.kerneldoc.KernelDoc;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.ShownContent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What can be exported of a document as it stood when the dialog opened.
///
/// @param now the document and the step that was shown
/// @param layout where parts of the topology's drawing were moved to
/// @param input where it is read from
/// @param selected what was selected, null for nothing
/// @param vector whose message path was shown, null for none
/// @param visible what the pane with the keyboard showed, empty when it showed no picture
/// @param looks what the panes showed and left out
public record ExportSource(
        Computed now,
        Layout layout,
        ExportInput input,
        @Nullable ElementId selected,
        @Nullable MsiVector vector,
        Set<ElementId> visible,
        ViewOptions looks) {

    public ExportSource {
        visible = Set.copyOf(visible);
    }

    /// Whether there is anything of that extent.
    public boolean has(ExtentChoice choice) {
        return switch (choice) {
            case WHOLE -> true;
            case SELECTION -> part().isPresent();
            case SUBTREE -> part().filter(root -> below(root).size() > 1).isPresent();
            case VIEWPORT -> !visible.isEmpty();
        };
    }

    /// The view with everything that formats need.
    /// @param form of the dialog; the addresses that the map pane shows count only where the form
    ///     asks for what is in view
    public MachineContent content(ExportForm form) {
        IovaMapOptions map = looks.map();
        ViewOptions shown = isMapAsShown(form) ? looks : looks.withMap(map.withViewport(null));
        return ShownContent.of(now, layout, vector, form.view(), shown);
    }

    /// How it is written.
    ///
    /// @throws ExportProblem when the form asks for what cannot be
    public ExportOptions options(ExportForm form) {
        return ExportOptions.PLAIN
                .withTheme(form.theme())
                .withLegend(form.legend())
                .withUnicode(form.unicode())
                .withWidth(form.hasWidth() ? width(form.width().strip()) : null)
                .withScale(form.scale())
                .withExtent(form.isPicture() ? extent(form) : Extent.WHOLE);
    }

    /// The files that are written, by name, with their content.
    ///
    /// @throws ExportProblem when the form asks for what cannot be
    public Map<String, byte[]> files(ExportForm form) {
        MachineContent content = content(form);
        Map<String, byte[]> files = new LinkedHashMap<>();
        switch (form.kind()) {
            case ExportKind.File(var format) ->
                    files.put(target(form), format.write(content, options(form)));
            case ExportKind.Figure _ ->
                    KernelDoc.files(
                                    KernelDoc.name(input.name(), content.title()),
                                    content,
                                    options(form),
                                    input.text().get(),
                                    Map.of())
                            .forEach((name, text) ->
                                    files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    /// A name for what is written: a file, or the folder of a figure.
    public String target(ExportForm form) {
        return switch (form.kind()) {
            case ExportKind.File(var format) ->
                    input.name().replaceFirst("\\.ya?ml$", "")
                            + "-"
                            + form.view().word()
                            + "."
                            + format.ending();
            case ExportKind.Figure _ -> "figures";
        };
    }

    /// The command line that writes the same, after the program's name.
    public RenderLine line(ExportForm form) {
        RenderLine line = RenderLine.of(input.path(), content(form));
        return switch (form.kind()) {
            case ExportKind.File(var format) ->
                    line.options(options(form), format).option("-o", target(form));
            case ExportKind.Figure _ ->
                    line.options(options(form), Format.SVG).option("--kernel-doc", target(form));
        };
    }

    private static @Nullable Integer width(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,6}")) {
            throw new ExportProblem("\"" + text + "\" is no width; give a number, such as 72");
        }
        return Integer.valueOf(text);
    }

    private Extent extent(ExportForm form) {
        return switch (form.extent()) {
            case WHOLE -> Extent.WHOLE;
            case SELECTION ->
                    part().<Extent>map(one -> new Extent.Part(Set.of(one))).orElse(Extent.WHOLE);
            case SUBTREE ->
                    part().<Extent>map(root -> new Extent.Subtree(root, below(root)))
                            .orElse(Extent.WHOLE);
            case VIEWPORT ->
                    isMapAsShown(form) ? Extent.WHOLE : new Extent.Rectangle(viewport(form));
        };
    }

    /// What a command line can name of the selection: the container of a mapping, the function of a
    /// vector.
    private Optional<ElementId> part() {
        ElementId chosen = selected;
        if (chosen == null) {
            return Optional.empty();
        }
        Optional<String> word = PartNames.word(chosen);
        return word.flatMap(name -> PartNames.lookup(topology(), name));
    }

    /// The pane draws to its own size: what it showed is looked up again in the picture.
    private Crop viewport(ExportForm form) {
        if (form.view() == View.ALL || form.isIn(Format.TEXT)) {
            throw new ExportProblem("what a pane shows can be cut out of one picture, not of this");
        }
        DrawingStyle style = DrawingStyle.pixels().withCaption();
        Drawing whole = content(form).drawings(style).getFirst();
        Optional<Crop> crop = Crop.around(whole, visible, style.margin());
        return crop.orElseThrow(
                () -> new ExportProblem("the pane with the keyboard shows nothing of this view"));
    }

    /// The map pane shows addresses, not a part of a picture: the same addresses are drawn anew.
    private static boolean isMapAsShown(ExportForm form) {
        return form.view() == View.IOVA
                && form.isPicture()
                && form.extent() == ExtentChoice.VIEWPORT;
    }

    private Set<ElementId> below(ElementId root) {
        return PartNames.below(topology(), root);
    }

    private Topology topology() {
        return now.state().topology();
    }
}
