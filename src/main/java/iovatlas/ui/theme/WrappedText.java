package iovatlas.ui.theme;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

/// Text that is broken into lines. JavaFX 26 throws while it lays out such text once a line of it
/// ends in letters that run from right to left, and then the window is no longer drawn; so these
/// letters, and what turns the direction, are shown by their numbers. A name that looks like another
/// one is seen for what it is, too.
public final class WrappedText {

    private WrappedText() {}

    /// Breaks the text of a label, now and whenever it changes.
    public static void in(Labeled label) {
        label.setWrapText(true);
        keep(label.textProperty());
    }

    /// Breaks the text of a tooltip, now and whenever it changes.
    public static void in(Tooltip tip) {
        tip.setWrapText(true);
        keep(tip.textProperty());
    }

    /// Breaks what is typed as long as it can be broken.
    public static void in(TextArea area) {
        area.textProperty()
                .subscribe((@Nullable String text) ->
                        area.setWrapText(text == null || !isTurning(text)));
    }

    private static boolean isTurning(String text) {
        return text.codePoints().anyMatch(WrappedText::turns);
    }

    private static void keep(StringProperty property) {
        property.subscribe((@Nullable String text) -> {
            if (text != null && isTurning(text)) {
                property.set(leftToRight(text));
            }
        });
    }

    static String leftToRight(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    if (turns(c)) {
                        shown.append("\\u").append("%04x".formatted(c));
                    } else {
                        shown.appendCodePoint(c);
                    }
                });
        return shown.toString();
    }

    private static boolean turns(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_ARABIC_NUMBER ->
                    true;
            default -> false;
        };
    }
}
