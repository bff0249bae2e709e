package iovatlas.ui.inspector;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// A property of the selected thing.
///
/// @param label what it is called
/// @param value its text
/// @param editor how it is changed, null when it cannot be
/// @param why where a computed value comes from
/// @param meaning what else is to be known of it
public record Field(
        String label, String value, @Nullable FieldEditor editor, Why why, Meaning meaning) {

    private static final Set<String> LOOKED_FOR =
            Set.of(
                    "kernel.arch",
                    "kernel.default-domain",
                    "kernel.interrupt-remapping",
                    "kernel.page-size",
                    "kernel.iommufd",
                    "top.command-line",
                    "id-maps");

    private static final Set<String> LISTS = Set.of("cpus", "reserved-memory", "waivers");

    public Field(String label, String value, @Nullable FieldEditor editor) {
        this(label, value, editor, Why.NONE, Meaning.NONE);
    }

    static Field of(String label, String value) {
        return new Field(label, value, null);
    }

    /// A property that the document leaves out, so that its default holds, and that is not one of
    /// those that everybody looks for; and the lines of lists of which there are many.
    boolean isQuiet() {
        return LISTS.contains(meaning.path()) || isLeftOut();
    }

    private boolean isLeftOut() {
        return editor != null
                && value.isEmpty()
                && !meaning.needed()
                && !LOOKED_FOR.contains(meaning.path());
    }

    /// One whose value is too long to stand beside its label.
    boolean isWide() {
        boolean word = !value.startsWith("{") && !value.startsWith("[") && !value.contains(" ");
        boolean range = meaning.path().equals(IdMapFields.PATH);
        return editor != null
                && (range
                        || (editor.choices().isEmpty()
                                && word
                                && value.length() > TextLine.LETTERS));
    }

    /// A property that is given and can be left out again.
    boolean isResettable() {
        return editor != null && !value.isEmpty() && !meaning.needed();
    }
}
