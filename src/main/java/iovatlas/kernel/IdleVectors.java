package iovatlas.kernel;

import iovatlas.topology.PciAddress;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Vectors of a function that its driver allocated at boot and for which it never set a handler, as a
/// network driver does until its interface comes up.
///
/// @param at the function
/// @param first number of the first such vector, from 0
/// @param last number of the last, inclusive
public record IdleVectors(PciAddress at, int first, int last) {

    /// How many vectors a function can have: entries of the largest MSI-X table.
    public static final int MOST = 2048;

    private static final Pattern SPELLED =
            Pattern.compile("(\\S{1,20}) (\\d{1,4})(?:-(\\d{1,4}))?");

    /// @throws IllegalArgumentException when the numbers are no range within an MSI-X table
    public IdleVectors {
        if (first < 0 || last < first || last >= MOST) {
            throw new IllegalArgumentException(
                    "\"%s %d-%d\" is no range of vectors: they go from 0 to %d, lowest first"
                            .formatted(at, first, last, MOST - 1));
        }
    }

    /// Whether a vector of the function is among them.
    public boolean contains(PciAddress function, int number) {
        return at.equals(function) && first <= number && number <= last;
    }

    /// The same vectors of a function that is elsewhere now.
    public IdleVectors movedTo(PciAddress place) {
        return new IdleVectors(place, first, last);
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws IllegalArgumentException when the text spells no such vectors
    public static IdleVectors parse(String text) {
        Matcher spelled = SPELLED.matcher(text);
        if (!spelled.matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" spells no vectors of a function such as \"0000:02:00.0 0-2\"");
        }
        int first = Integer.parseInt(spelled.group(2));
        String last = spelled.group(3);
        return new IdleVectors(
                PciAddress.parse(spelled.group(1)),
                first,
                last == null ? first : Integer.parseInt(last));
    }

    @Override
    public String toString() {
        return first == last ? at + " " + first : at + " " + first + "-" + last;
    }
}
