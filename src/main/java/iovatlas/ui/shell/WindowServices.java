package iovatlas.ui.shell;

import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.pane.ViewFactory;
import iovatlas.ui.preferences.PreferenceStore;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.HeadStart;
import iovatlas.ui.theme.Appearance;
import iovatlas.ui.theme.WindowTheme;
import iovatlas.ui.work.FxTaskExecutor;

import java.util.function.Consumer;

/// What the window is built from; tests put their own in.
///
/// @param executor where long work goes
/// @param analysis what computes
/// @param headStart inputs that are being read already
/// @param views what makes the views of a document
/// @param dialogs how the window asks and tells
/// @param preferences what is remembered
/// @param appearance light or dark
/// @param theme the sheets
/// @param version the program's version, for the about box
/// @param onFault gets what the program did not expect
public record WindowServices(
        FxTaskExecutor executor,
        Analysis analysis,
        HeadStart headStart,
        ViewFactory views,
        DialogService dialogs,
        PreferenceStore preferences,
        Appearance appearance,
        WindowTheme theme,
        String version,
        Consumer<Throwable> onFault) {}
