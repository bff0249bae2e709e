package iovatlas.ui.export;

import iovatlas.atlas.Layout;
import iovatlas.atlas.MsiVector;
import iovatlas.diagram.Crop;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.export.Content;
import iovatlas.export.ExportOptions;
import iovatlas.export.ExportProblem;
import iovatlas.export.Extent;
import iovatlas.export.Format;
import iovatlas.export.MachineContent;
import iovatlas.export.PartNames;
import iovatlas.export.RenderLine;
import iovatlas.export.View;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What can be exported of a document as it stood when the dialog opened.
///
/// @param now the document and the step that was shown
/// @param layout where parts of the topology's drawing were moved to
/// @param input its file, as a command line names it
/// @param selected what was selected, null for nothing
/// @param vector whose message path was shown, null for none
/// @param visible what the pane with the keyboard showed, empty when it showed no picture
public record ExportSource(
        Computed now,
        Layout layout,
        String input,
        @Nullable ElementId selected,
        @Nullable MsiVector vector,
        Set<ElementId> visible) {

    public ExportSource {
        visible = Set.copyOf(visible);
    }

    /// Whether there is anything of that extent.
    public boolean has(ExtentChoice choice) {
        return switch (choice) {
            case WHOLE -> true;
            case SELECTION -> selected != null && PartNames.word(selected).isPresent();
            case SUBTREE -> selected != null && below(selected).size() > 1;
            case VIEWPORT -> !visible.isEmpty();
        };
    }

    /// The view with everything that formats need.
    public Content content(View view) {
        return new MachineContent(
                now.atlas(),
                now.timeline(),
                now.step(),
                layout,
                view,
                vector == null ? null : vector.device(),
                vector == null ? null : vector.vector(),
                now.notes(),
                now::problems);
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
                .withExtent(form.format().isPicture() ? extent(form) : Extent.WHOLE);
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
        ElementId root = selected;
        return switch (form.extent()) {
            case WHOLE -> Extent.WHOLE;
            case SELECTION -> root == null ? Extent.WHOLE : new Extent.Part(Set.of(root));
            case SUBTREE -> root == null ? Extent.WHOLE : new Extent.Subtree(root, below(root));
            case VIEWPORT -> new Extent.Rectangle(viewport(form));
        };
    }

    /// The pane draws to its own size: what it showed is looked up again in the picture.
    private Crop viewport(ExportForm form) {
        if (form.view() == View.ALL || form.format() == Format.TEXT) {
            throw new ExportProblem("what a pane shows can be cut out of one picture, not of this");
        }
        DrawingStyle style = DrawingStyle.pixels().withCaption();
        Drawing whole = content(form.view()).drawings(style).getFirst();
        Optional<Crop> crop = Crop.around(whole, visible, style.margin());
        return crop.orElseThrow(
                () -> new ExportProblem("the pane with the keyboard shows nothing of this view"));
    }

    private Set<ElementId> below(ElementId root) {
        return new HashSet<>(PartNames.below(now.state().topology(), root));
    }

    /// The command line that writes the same, after the program's name.
    public String line(ExportForm form, String target) {
        RenderLine line = new RenderLine(input, form.view().word());
        line.option("--format", form.format().word());
        if (now.step() != now.timeline().length()) {
            line.option("--step", now.step());
        }
        boolean path = form.view() == View.MSI || form.view() == View.ALL;
        if (path && vector != null) {
            line.option("--device", vector.device()).option("--vector", vector.vector());
        }
        return line.options(options(form), form.format()).option("-o", target).text();
    }
}
