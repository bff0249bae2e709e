package iovatlas.ui.timeline;

import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

/// What keys do in the list of steps.
@FunctionalInterface
interface StepKeys {

    /// @param row the chosen step, null for none
    /// @return whether the key meant something
    boolean pressed(@Nullable StepRow row, KeyEvent event);
}
