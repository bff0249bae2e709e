package iovatlas.diagnostic;

/// One thing in which the model and the recorded machine differ.
///
/// @param kind what differs
/// @param subject the function or group concerned
/// @param recorded what the real kernel did
/// @param computed what the model says
public record Mismatch(Kind kind, String subject, String recorded, String computed) {

    /// What can differ.
    public enum Kind {
        /// A function shares its group with other functions than recorded.
        MEMBERS("members"),
        /// A function has a group on one side only.
        UNGROUPED("ungrouped"),
        /// Members agree, the number does not.
        NUMBER("number"),
        /// The `type` file.
        TYPE("type"),
        /// The `reserved_regions` file.
        REGIONS("regions");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return "%s %s: recorded %s, computed %s".formatted(kind.word, subject, recorded, computed);
    }
}
