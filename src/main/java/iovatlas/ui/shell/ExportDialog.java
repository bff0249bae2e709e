package iovatlas.ui.shell;

import iovatlas.export.ViewOptions;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ScreenFonts;
import iovatlas.ui.export.ExportCommands;
import iovatlas.ui.export.ExportForm;
import iovatlas.ui.export.ExportInput;
import iovatlas.ui.export.ExportSheet;
import iovatlas.ui.export.ExportSource;
import iovatlas.ui.export.ExportViewModel;
import iovatlas.ui.export.VisibleElements;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.session.DocumentSession;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Opens the export dialog on the document and the pane in front.
final class ExportDialog {
    private final WindowServices services;
    private final Sheets sheets;
    private final ScreenFonts fonts = new ScreenFonts();

    ExportDialog(WindowServices services, Sheets sheets) {
        this.services = services;
        this.sheets = sheets;
    }

    /// @param pane where the keyboard is
    /// @param looks what the panes of the document show and leave out
    void open(DocumentSession session, PaneView pane, ViewOptions looks) {
        Set<ElementId> visible = pane.canvas().map(ExportDialog::visible).orElse(Set.of());
        ExportSource source =
                new ExportSource(
                        session.computed(),
                        session.layout(),
                        ExportInput.of(session),
                        session.selection().primary().orElse(null),
                        session.vectorProperty().get(),
                        visible,
                        looks);
        ExportViewModel model =
                new ExportViewModel(
                        source,
                        ExportForm.of(pane.exported()),
                        services.executor(),
                        services.onFault());
        Path suggestion = session.origin().suggestion().toAbsolutePath();
        Path folder = Optional.ofNullable(suggestion.getParent()).orElse(suggestion);
        ExportCommands commands =
                new ExportCommands(services.dialogs(), folder, Accidents::exporting, sheets::hide);
        sheets.showInMiddle(new ExportSheet(model, commands, fonts).node());
    }

    private static Set<ElementId> visible(DrawingView canvas) {
        return VisibleElements.of(canvas);
    }
}
