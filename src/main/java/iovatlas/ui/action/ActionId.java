package iovatlas.ui.action;

import java.util.List;
import java.util.stream.Stream;

/// Everything that a person can ask for, with its default keys. The order is the order in menus.
public enum ActionId {
    NEW(ActionCategory.FILE, "New", "fth-file-plus", "Ctrl+N"),
    OPEN(ActionCategory.FILE, "Open\u2026", "fth-file", "Ctrl+O"),
    OPEN_FOLDER(ActionCategory.FILE, "Open Snapshot Folder\u2026", "fth-folder", "Ctrl+Shift+O"),
    OPEN_HOST(ActionCategory.FILE, "Open This Host", "fth-cpu"),
    PASTE_BOX(ActionCategory.FILE, "Paste or Drop\u2026", "fth-clipboard", "Ctrl+Shift+V"),
    SAVE(ActionCategory.FILE, "Save", "fth-save", "Ctrl+S"),
    SAVE_AS(ActionCategory.FILE, "Save As\u2026", "fth-save", "Ctrl+Shift+S"),
    RELOAD(ActionCategory.FILE, "Read Again", "fth-refresh-cw", "F5"),
    EXPORT(ActionCategory.FILE, "Export\u2026", "fth-image", "Ctrl+E"),
    CLOSE(ActionCategory.FILE, "Close", "fth-x", "Ctrl+W"),
    QUIT(ActionCategory.FILE, "Quit", "fth-log-out", "Ctrl+Q"),

    UNDO(ActionCategory.EDIT, "Undo", "fth-corner-up-left", "Ctrl+Z"),
    REDO(ActionCategory.EDIT, "Redo", "fth-corner-up-right", "Ctrl+Shift+Z", "Ctrl+Y"),
    CUT(ActionCategory.EDIT, "Cut", "fth-scissors", "Ctrl+X"),
    COPY(ActionCategory.EDIT, "Copy as Text", "fth-copy", "Ctrl+C"),
    COPY_COMMAND(ActionCategory.EDIT, "Copy Command Line", "fth-terminal", "Ctrl+Shift+C"),
    PASTE(ActionCategory.EDIT, "Paste", "fth-clipboard", "Ctrl+V"),
    DUPLICATE(ActionCategory.EDIT, "Duplicate", "fth-copy", "Ctrl+D"),
    DELETE(ActionCategory.EDIT, "Delete\u2026", "fth-trash-2", "Delete"),
    RENAME(ActionCategory.EDIT, "Rename\u2026", "fth-edit-2", "F2"),
    SELECT_ALL(ActionCategory.EDIT, "Select All", "fth-check-square", "Ctrl+A"),
    PARTS(ActionCategory.EDIT, "Parts", "fth-package", "Ctrl+P"),
    TYPE_LINE(ActionCategory.EDIT, "Type a Line", "fth-chevron-right", "Ctrl+L"),
    FIND(ActionCategory.EDIT, "Find in the Machine", "fth-filter", "Ctrl+F"),
    CLEAR_SELECTION(ActionCategory.EDIT, "Select Nothing", "fth-x-circle", "Esc"),
    PREFERENCES(ActionCategory.EDIT, "Preferences\u2026", "fth-settings", "Ctrl+,"),

    FIT(ActionCategory.VIEW, "Fit", "fth-maximize", "Ctrl+0", "Ctrl+Num0"),
    ZOOM_IN(ActionCategory.VIEW, "Zoom In", "fth-zoom-in", "Ctrl++"),
    ZOOM_OUT(ActionCategory.VIEW, "Zoom Out", "fth-zoom-out", "Ctrl+-"),
    PANE_1(ActionCategory.VIEW, "Go to Machine", "fth-list", "Ctrl+1", "Ctrl+Num1"),
    PANE_2(ActionCategory.VIEW, "Go to Topology", "fth-share-2", "Ctrl+2", "Ctrl+Num2"),
    PANE_3(ActionCategory.VIEW, "Go to IOVA Maps", "fth-layers", "Ctrl+3", "Ctrl+Num3"),
    PANE_4(ActionCategory.VIEW, "Go to MSI Path", "fth-activity", "Ctrl+4", "Ctrl+Num4"),
    PANE_5(ActionCategory.VIEW, "Go to Inspector", "fth-sliders", "Ctrl+5", "Ctrl+Num5"),
    PANE_6(ActionCategory.VIEW, "Go to Problems and Tables", "fth-grid", "Ctrl+6", "Ctrl+Num6"),
    MAXIMISE(ActionCategory.VIEW, "Maximise Pane", "fth-maximize-2", "Ctrl+M"),
    MAXIMISE_1(ActionCategory.VIEW, "Maximise Machine", "", "Ctrl+Shift+1"),
    MAXIMISE_2(ActionCategory.VIEW, "Maximise Topology", "", "Ctrl+Shift+2"),
    MAXIMISE_3(ActionCategory.VIEW, "Maximise IOVA Maps", "", "Ctrl+Shift+3"),
    MAXIMISE_4(ActionCategory.VIEW, "Maximise MSI Path", "", "Ctrl+Shift+4"),
    MAXIMISE_5(ActionCategory.VIEW, "Maximise Inspector", "", "Ctrl+Shift+5"),
    MAXIMISE_6(ActionCategory.VIEW, "Maximise Problems and Tables", "", "Ctrl+Shift+6"),
    NEXT_PANE(ActionCategory.VIEW, "Next Pane", "fth-arrow-right", "F6"),
    PREVIOUS_PANE(ActionCategory.VIEW, "Previous Pane", "fth-arrow-left", "Shift+F6"),
    TOGGLE_TREE(ActionCategory.VIEW, "Show Machine", "fth-sidebar", "F9"),
    TOGGLE_INSPECTOR(ActionCategory.VIEW, "Show Inspector", "fth-sidebar", "Shift+F9"),
    NEXT_TAB(ActionCategory.VIEW, "Next Document", "fth-chevrons-right", "Ctrl+PageDown"),
    PREVIOUS_TAB(ActionCategory.VIEW, "Previous Document", "fth-chevrons-left", "Ctrl+PageUp"),
    TOGGLE_DARK(ActionCategory.VIEW, "Light or Dark", "fth-moon", "Ctrl+Shift+L"),
    FULL_SCREEN(ActionCategory.VIEW, "Full Screen", "fth-monitor", "F11"),

    FOLD(ActionCategory.ARRANGE, "Collapse or Expand", "fth-chevron-down", "Ctrl+G"),
    COLLAPSE_ALL(ActionCategory.ARRANGE, "Collapse All", "fth-chevrons-up", "Ctrl+Shift+G"),
    EXPAND_ALL(ActionCategory.ARRANGE, "Expand All", "fth-chevrons-down", "Ctrl+Alt+G"),
    ALIGN_LEFT(ActionCategory.ARRANGE, "Align Left", "fth-align-left", "Shift+Alt+Left"),
    ALIGN_RIGHT(ActionCategory.ARRANGE, "Align Right", "fth-align-right", "Shift+Alt+Right"),
    ALIGN_TOP(ActionCategory.ARRANGE, "Align Top", "", "Shift+Alt+Up"),
    ALIGN_BOTTOM(ActionCategory.ARRANGE, "Align Bottom", "", "Shift+Alt+Down"),
    SPREAD_ACROSS(ActionCategory.ARRANGE, "Distribute Across", ""),
    SPREAD_DOWN(ActionCategory.ARRANGE, "Distribute Down", ""),
    RESET_LAYOUT(ActionCategory.ARRANGE, "Reset Layout", "fth-rotate-ccw", "Ctrl+Alt+0"),

    STEP_NEXT(ActionCategory.SCENARIO, "Next Step", "fth-chevron-right", ".", "Alt+Right"),
    STEP_PREVIOUS(ActionCategory.SCENARIO, "Previous Step", "fth-chevron-left", ",", "Alt+Left"),
    STEP_FIRST(ActionCategory.SCENARIO, "Boot", "fth-skip-back", "Alt+Home"),
    STEP_LAST(ActionCategory.SCENARIO, "Last Step", "fth-skip-forward", "Alt+End"),
    KERNEL_RELEASE(ActionCategory.SCENARIO, "Kernel Release\u2026", "fth-git-branch", "Ctrl+R"),

    WHAT_IF(ActionCategory.TOOLS, "What If", "fth-help-circle", "Ctrl+I"),
    FAULTS(ActionCategory.TOOLS, "Locate Faults\u2026", "fth-crosshair", "Ctrl+Shift+F"),
    COMPARE_INPUTS(ActionCategory.TOOLS, "Compare Captures\u2026", "fth-columns", "Ctrl+Shift+D"),
    COMMANDS(ActionCategory.TOOLS, "Command Palette", "fth-command", "Ctrl+Shift+P"),
    SEARCH(ActionCategory.TOOLS, "Search Everything", "fth-search", "Ctrl+K"),
    NEXT_PROBLEM(ActionCategory.TOOLS, "Next Problem", "fth-arrow-down", "F8"),
    PREVIOUS_PROBLEM(ActionCategory.TOOLS, "Previous Problem", "fth-arrow-up", "Shift+F8"),

    KEYS(ActionCategory.HELP, "Keys", "fth-help-circle", "?", "F1"),
    RULES(ActionCategory.HELP, "Rules", "fth-book-open", "Shift+F1"),
    CAPTURE(ActionCategory.HELP, "Capture a Machine\u2026", "fth-camera"),
    ABOUT(ActionCategory.HELP, "About IOVAtlas", "fth-info");

    private final ActionCategory category;
    private final String text;
    private final String icon;
    private final List<Chord> chords;

    ActionId(ActionCategory category, String text, String icon, String... chords) {
        this.category = category;
        this.text = text;
        this.icon = icon;
        this.chords = Stream.of(chords).map(Chord::of).toList();
    }

    public ActionCategory category() {
        return category;
    }

    /// What menus and the palette call it; an ellipsis means that it asks something first.
    public String text() {
        return text;
    }

    /// The icon's name in the feather pack, empty for none.
    public String icon() {
        return icon;
    }

    /// Its keys, the one to show first.
    public List<Chord> chords() {
        return chords;
    }

    /// The keys to show, e.g. `Ctrl+O`; empty when it has none.
    public String keys() {
        return chords.isEmpty() ? "" : chords.getFirst().text();
    }
}
