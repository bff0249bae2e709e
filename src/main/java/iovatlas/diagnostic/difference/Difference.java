package iovatlas.diagnostic.difference;

import java.util.List;

/// One thing in which two inputs differ.
///
/// @param subject the function, fact or step concerned
/// @param before in the first input, empty for nothing
/// @param after in the second, empty for nothing
/// @param why what the model says about it, line by line; empty when there is nothing to say
public record Difference(Kind kind, String subject, String before, String after, List<String> why) {

    /// What can differ.
    public enum Kind {
        FACT("fact"),
        APPEARED("appeared"),
        GONE("gone"),
        /// The same function at another address.
        READDRESSED("readdressed"),
        /// It shares its group with others than before, or has one on one side only.
        GROUP("group"),
        /// Two captures recorded it in different company.
        RECORDED("recorded"),
        REGIONS("regions"),
        /// The same step is answered otherwise.
        ANSWER("answer");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Difference {
        why = List.copyOf(why);
    }
}
