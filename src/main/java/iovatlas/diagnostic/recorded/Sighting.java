package iovatlas.diagnostic.recorded;

import org.jspecify.annotations.Nullable;

/// A recorded value at a hop.
///
/// @param name what it is, e.g. `data`
/// @param observed as recorded
/// @param computed what the rules give, null when they say nothing about it
/// @param standing how the two go together
public record Sighting(String name, String observed, @Nullable String computed, Standing standing) {

    /// How a recorded value stands to the computed one. The sign comes before the value, so that
    /// colour is never the only mark.
    public enum Standing {
        /// Every bit is the same.
        SAME("=", "same"),
        /// The rules determine the value, and the machine showed another: the model or the document
        /// is wrong.
        DIFFERENT("\u2260", "different"),
        /// The rules do not determine the value: Linux interrupt numbers, the order of allocations,
        /// the CPU that was chosen.
        OBSERVED_ONLY("seen", "observed only");

        private final String sign;
        private final String word;

        Standing(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        /// `=`, `≠` or `seen`.
        public String sign() {
            return sign;
        }

        /// `same`, `different` or `observed only`.
        public String word() {
            return word;
        }
    }

    static Sighting only(String name, String observed) {
        return new Sighting(name, observed, null, Standing.OBSERVED_ONLY);
    }

    static Sighting compared(String name, String observed, String computed) {
        return new Sighting(
                name,
                observed,
                computed,
                observed.equals(computed) ? Standing.SAME : Standing.DIFFERENT);
    }

    /// The same value where nothing can be compared.
    Sighting uncompared() {
        return only(name, observed);
    }

    /// `≠ data 0x3 (computed 0x2)`.
    public String text() {
        String value = standing.sign() + " " + name + " " + observed;
        return standing == Standing.DIFFERENT ? value + " (computed " + computed + ")" : value;
    }
}
