package iovatlas.ui.pane;

import iovatlas.ui.action.ActionTable;
import iovatlas.ui.canvas.ScreenFonts;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.theme.Appearance;
import iovatlas.ui.work.TaskExecutor;

/// What a view is given.
///
/// @param session the document that it shows
/// @param executor where work goes that takes time
/// @param dialogs how it asks and tells
/// @param appearance light or dark, and the palette of drawings
/// @param fonts the fonts of drawings
/// @param actions what the window can do, by id
public record ViewContext(
        DocumentSession session,
        TaskExecutor executor,
        DialogService dialogs,
        Appearance appearance,
        ScreenFonts fonts,
        ActionTable actions) {}
