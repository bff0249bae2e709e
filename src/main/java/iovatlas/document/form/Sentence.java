package iovatlas.document.form;

/// Makes a sentence of a message of a value that refused to be built.
public final class Sentence {
    private Sentence() {}

    /// The text with a capital and a full stop.
    public static String of(String text) {
        String body = text.isEmpty() ? "This value is not allowed" : text;
        String begun = Character.toUpperCase(body.charAt(0)) + body.substring(1);
        return begun.endsWith(".") || begun.endsWith("?") ? begun : begun + ".";
    }
}
