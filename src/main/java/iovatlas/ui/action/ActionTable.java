package iovatlas.ui.action;

import javafx.scene.input.KeyEvent;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The actions of a window, by id and by key.
public final class ActionTable {

    private final Map<ActionId, Action> actions = new EnumMap<>(ActionId.class);

    /// @throws IllegalStateException when an action of that id is there already
    public void add(Action action) {
        if (actions.putIfAbsent(action.id(), action) != null) {
            throw new IllegalStateException(action.id() + " is there twice");
        }
    }

    public void addAll(Collection<Action> several) {
        several.forEach(this::add);
    }

    /// @throws IllegalArgumentException when the window has no such action
    public Action get(ActionId id) {
        Action action = actions.get(id);
        if (action == null) {
            throw new IllegalArgumentException("the window has no action " + id);
        }
        return action;
    }

    public boolean has(ActionId id) {
        return actions.containsKey(id);
    }

    /// In the order of the menus.
    public List<Action> all() {
        return List.copyOf(actions.values());
    }

    /// Does what was asked for, if it can be done now.
    public void run(ActionId id) {
        get(id).run();
    }

    /// The action that a key press asks for.
    ///
    /// @param typing whether the focus is where a person types; plain keys belong to the text then
    public Optional<Action> find(KeyEvent event, boolean typing) {
        return actions.values().stream()
                .filter(action ->
                        action.id().chords().stream()
                                .anyMatch(chord ->
                                        !(typing && chord.isTyping()) && chord.matches(event)))
                .findFirst();
    }
}
