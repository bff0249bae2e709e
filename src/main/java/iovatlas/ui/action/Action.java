package iovatlas.ui.action;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// One thing that can be asked for, as it stands now.
///
/// @param id which
/// @param text what menus call it now, e.g. `Undo Rename nic0`
/// @param enabled whether it can be done now
/// @param work does it; runs on the window's thread
public record Action(
        ActionId id,
        ObservableValue<String> text,
        ObservableValue<Boolean> enabled,
        Runnable work) {

    /// An action that can always be done.
    public static Action always(ActionId id, Runnable work) {
        return of(id, new ReadOnlyBooleanWrapper(true), work);
    }

    /// An action under its own name.
    public static Action of(ActionId id, ObservableValue<Boolean> enabled, Runnable work) {
        return new Action(id, new ReadOnlyStringWrapper(id.text()), enabled, work);
    }

    public boolean isEnabled() {
        return Boolean.TRUE.equals(enabled.getValue());
    }

    /// Does it, unless it cannot be done now.
    public void run() {
        if (isEnabled()) {
            work.run();
        }
    }
}
