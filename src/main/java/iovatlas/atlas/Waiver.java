package iovatlas.atlas;

/// A person's decision that a problem is fine.
///
/// @param rule id of the rule
/// @param where what it concerns, in the problem's own words; empty for every place
/// @param reason why it is fine; never empty
public record Waiver(String rule, String where, String reason) {

    /// @throws IllegalArgumentException when no reason is given
    public Waiver {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a waiver needs a reason");
        }
    }
}
