package iovatlas.ui.action;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Prints keys in a menu and leaves the listening to whoever has the action.
public final class ShownChord extends KeyCombination {
    private final Chord chord;

    public ShownChord(Chord chord) {
        this.chord = chord;
    }

    @Override
    public boolean match(KeyEvent event) {
        return false;
    }

    @Override
    public String getDisplayText() {
        return chord.text();
    }

    @Override
    public String getName() {
        return chord.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShownChord shown && shown.chord.equals(chord);
    }

    @Override
    public int hashCode() {
        return chord.hashCode();
    }
}
