package iovatlas.ui.timeline;

import iovatlas.ui.action.Chord;

/// What can be done to a step of the list, by a button, by keys, or from its menu.
enum StepDeed {
    INSERT("fth-plus", "Insert a Step\u2026", "Insert"),
    EDIT("fth-edit-2", "Edit the Line", "F2"),
    DUPLICATE("fth-copy", "Duplicate", "Ctrl+D"),
    TOGGLE("fth-power", "Switch On or Off", "Space"),
    UP("fth-arrow-up", "Move Up", "Alt+Up"),
    DOWN("fth-arrow-down", "Move Down", "Alt+Down"),
    REMOVE("fth-trash-2", "Remove\u2026", "Delete");

    private final String icon;
    private final String text;
    private final Chord chord;

    StepDeed(String icon, String text, String keys) {
        this.icon = icon;
        this.text = text;
        this.chord = Chord.of(keys);
    }

    /// The icon's name in the feather pack.
    String icon() {
        return icon;
    }

    /// What menus call it; an ellipsis means that it asks something first.
    String text() {
        return text;
    }

    Chord chord() {
        return chord;
    }

    /// Its words and its keys.
    String tip() {
        return text + " (" + chord.text() + ")";
    }

    /// Whether it needs a step.
    boolean needsStep() {
        return this != INSERT;
    }
}
