package iovatlas.export;

/// A word of a command line as a POSIX shell reads it back.
public final class ShellWord {

    private ShellWord() {}

    /// The word itself, in single quotes where a shell would take it apart.
    public static String of(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
