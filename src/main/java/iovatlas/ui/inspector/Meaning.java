package iovatlas.ui.inspector;

import java.util.ArrayList;
import java.util.List;

/// What is to be known of a property besides its value.
///
/// @param path section and key in the document, `functions.acs.cap`; empty for what is no key
/// @param kernel what the kernel calls it; empty when it has no name there
/// @param unit of numbers; empty for none
/// @param about what it says
/// @param allowed what may stand there
/// @param usual what holds when it is left out, empty for nothing
/// @param needed whether it cannot be left out
/// @param depth how many mappings it is in
public record Meaning(
        String path,
        String kernel,
        String unit,
        String about,
        String allowed,
        String usual,
        boolean needed,
        int depth) {

    /// Nothing is known.
    public static final Meaning NONE = new Meaning("", "", "", "", "", "", true, 0);

    /// The same with another default, such as one that depends on the release.
    Meaning withUsual(String value) {
        return new Meaning(path, kernel, unit, about, allowed, value, needed, depth);
    }

    /// The same, said of something.
    Meaning withAbout(String text) {
        return new Meaning(path, kernel, unit, text, allowed, usual, needed, depth);
    }

    /// The same, needed or not.
    Meaning withNeeded(boolean value) {
        return new Meaning(path, kernel, unit, about, allowed, usual, value, depth);
    }

    /// What a person reads about it, one thing a line.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!about.isEmpty()) {
            lines.add(about);
        }
        if (!allowed.isEmpty()) {
            lines.add(allowed);
        }
        List<String> more = new ArrayList<>();
        if (!unit.isEmpty()) {
            more.add("Unit: " + unit + ".");
        }
        if (!usual.isEmpty() && !about.contains("Default " + usual)) {
            more.add("Default: " + usual + ".");
        }
        if (needed && !path.isEmpty()) {
            more.add("Needed.");
        }
        if (!more.isEmpty()) {
            lines.add(String.join(" ", more));
        }
        return lines;
    }
}
