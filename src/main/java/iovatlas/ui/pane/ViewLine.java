package iovatlas.ui.pane;

import iovatlas.diagram.Theme;
import iovatlas.export.ExportOptions;
import iovatlas.export.Format;
import iovatlas.export.RenderLine;
import iovatlas.export.ShellWord;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.ui.session.ShownContent;

/// Command lines for what a view shows, without the program's name.
public final class ViewLine {

    private ViewLine() {}

    /// The document's path, as a shell reads it.
    public static String input(ViewContext context) {
        return ShellWord.of(context.session().origin().commandInput());
    }

    /// The line that writes the picture of a view in the window's colours.
    public static String picture(ViewContext context, View view, ViewOptions looks) {
        Theme theme = context.appearance().dark().get() ? Theme.DARK : Theme.LIGHT;
        return RenderLine.of(
                        context.session().origin().commandInput(),
                        ShownContent.of(
                                context.session().computed(),
                                context.session().layout(),
                                context.session().vectorProperty().get(),
                                view,
                                looks))
                .option("--format", Format.SVG.word())
                .options(ExportOptions.PLAIN.withTheme(theme), Format.SVG)
                .option("-o", view.word() + ".svg")
                .text();
    }
}
