package iovatlas.ui.action;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// One way to press an action's keys. A letter, digit or named key counts by its key code; a sign
/// such as `?` or `.` counts by the character that it types and by the key codes that usually type
/// it, numeric pad included, so that it works on every keyboard.
///
/// @param control whether Ctrl (Command on a Mac) is held
/// @param shift whether Shift is held; without meaning for a sign
/// @param alt whether Alt is held
/// @param code the key, null for a sign
/// @param sign the character, empty for a key
public record Chord(
        boolean control, boolean shift, boolean alt, @Nullable KeyCode code, String sign) {

    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

    private static final Map<String, KeyCode> NAMES =
            Map.ofEntries(
                    Map.entry("Delete", KeyCode.DELETE),
                    Map.entry("Esc", KeyCode.ESCAPE),
                    Map.entry("Enter", KeyCode.ENTER),
                    Map.entry("Insert", KeyCode.INSERT),
                    Map.entry("Space", KeyCode.SPACE),
                    Map.entry("Left", KeyCode.LEFT),
                    Map.entry("Right", KeyCode.RIGHT),
                    Map.entry("Up", KeyCode.UP),
                    Map.entry("Down", KeyCode.DOWN),
                    Map.entry("Home", KeyCode.HOME),
                    Map.entry("End", KeyCode.END),
                    Map.entry("PageUp", KeyCode.PAGE_UP),
                    Map.entry("PageDown", KeyCode.PAGE_DOWN));

    private static final Map<String, List<KeyCode>> SIGN_KEYS =
            Map.of(
                    ".", List.of(KeyCode.PERIOD, KeyCode.DECIMAL),
                    ",", List.of(KeyCode.COMMA),
                    "+", List.of(KeyCode.PLUS, KeyCode.ADD),
                    "-", List.of(KeyCode.MINUS, KeyCode.SUBTRACT),
                    "?", List.of());

    /// Reads `Ctrl+Shift+P`, `F6`, `Shift+F6`, `Ctrl+1`, `.`, `?`, `Ctrl++`.
    ///
    /// @throws IllegalArgumentException for an unknown key
    public static Chord of(String text) {
        String rest = text;
        boolean control = rest.startsWith("Ctrl+");
        rest = control ? rest.substring("Ctrl+".length()) : rest;
        boolean shift = rest.startsWith("Shift+");
        rest = shift ? rest.substring("Shift+".length()) : rest;
        boolean alt = rest.startsWith("Alt+");
        rest = alt ? rest.substring("Alt+".length()) : rest;
        if (SIGN_KEYS.containsKey(rest)) {
            return new Chord(control, shift, alt, null, rest);
        }
        return new Chord(control, shift, alt, key(rest), "");
    }

    private static KeyCode key(String name) {
        KeyCode named = NAMES.get(name);
        if (named != null) {
            return named;
        }
        if (name.matches("[0-9]")) {
            return KeyCode.valueOf("DIGIT" + name);
        }
        if (name.matches("Num[0-9]")) {
            return KeyCode.valueOf("NUMPAD" + name.substring(3));
        }
        if (name.matches("[A-Z]|F[0-9]{1,2}")) {
            return KeyCode.valueOf(name);
        }
        throw new IllegalArgumentException("no key is called \"" + name + "\"");
    }

    public boolean matches(KeyEvent event) {
        boolean held = MAC ? event.isMetaDown() : event.isControlDown();
        if (held != control || event.isAltDown() != alt) {
            return false;
        }
        if (code != null) {
            return event.isShiftDown() == shift && event.getCode() == code;
        }
        return sign.equals(event.getText())
                || (!event.isShiftDown()
                        && SIGN_KEYS.getOrDefault(sign, List.of()).contains(event.getCode()));
    }

    /// True for a key that types a character: it must not fire while a text field has the focus.
    public boolean isTyping() {
        return !control
                && !alt
                && (code == null || code.isLetterKey() || code.isDigitKey() || isEditing(code));
    }

    private static boolean isEditing(KeyCode key) {
        return switch (key) {
            case LEFT, RIGHT, HOME, END, ENTER, DELETE -> true;
            default -> false;
        };
    }

    /// `Ctrl+Shift+P`, as menus and the key overlay print it.
    public String text() {
        return (control ? "Ctrl+" : "")
                + (shift ? "Shift+" : "")
                + (alt ? "Alt+" : "")
                + (code == null ? sign : name(code));
    }

    private static String name(KeyCode key) {
        for (Map.Entry<String, KeyCode> entry : NAMES.entrySet()) {
            if (entry.getValue() == key) {
                return entry.getKey();
            }
        }
        String name = key.name();
        return name.startsWith("DIGIT")
                ? name.substring("DIGIT".length())
                : name.startsWith("NUMPAD") ? "Num" + name.substring("NUMPAD".length()) : name;
    }
}
