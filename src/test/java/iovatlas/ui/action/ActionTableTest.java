package iovatlas.ui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ActionTableTest {

    private final List<ActionId> done = new ArrayList<>();
    private final ActionTable table = new ActionTable();

    private void add(ActionId id) {
        table.add(Action.always(id, () -> done.add(id)));
    }

    private static KeyEvent press(KeyCode code, String text, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", text, code, false, control, false, false);
    }

    @Test
    void findsTheActionOfAKey() {
        add(ActionId.SAVE);
        add(ActionId.STEP_NEXT);
        assertThat(table.find(press(KeyCode.S, "s", true), false))
                .map(Action::id)
                .contains(ActionId.SAVE);
    }

    @Test
    void plainKeysBelongToTheTextWhileSomebodyTypes() {
        add(ActionId.SAVE);
        add(ActionId.STEP_NEXT);
        assertThat(table.find(press(KeyCode.PERIOD, ".", false), false)).isPresent();
        assertThat(table.find(press(KeyCode.PERIOD, ".", false), true)).isEmpty();
        assertThat(table.find(press(KeyCode.S, "s", true), true)).isPresent();
    }

    @Test
    void doesNothingThatCannotBeDoneNow() {
        SimpleBooleanProperty possible = new SimpleBooleanProperty(false);
        table.add(Action.of(ActionId.UNDO, possible, () -> done.add(ActionId.UNDO)));
        table.run(ActionId.UNDO);
        assertThat(done).isEmpty();
        possible.set(true);
        table.run(ActionId.UNDO);
        assertThat(done).containsExactly(ActionId.UNDO);
    }

    @Test
    void refusesASecondActionOfAnId() {
        add(ActionId.SAVE);
        assertThatThrownBy(() -> add(ActionId.SAVE)).isInstanceOf(IllegalStateException.class);
    }
}
