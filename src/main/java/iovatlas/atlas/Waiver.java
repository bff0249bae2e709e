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

    /// Whether it covers what a rule said. The words of `where` count as whole words: `group 6` is
    /// not `group 60`.
    public boolean covers(String saidBy, String text) {
        if (!rule.equals(saidBy)) {
            return false;
        }
        if (where.isEmpty()) {
            return true;
        }
        for (int at = text.indexOf(where); at >= 0; at = text.indexOf(where, at + 1)) {
            if (isEnd(text, at - 1) && isEnd(text, at + where.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnd(String text, int index) {
        return index < 0
                || index >= text.length()
                || !Character.isLetterOrDigit(text.charAt(index));
    }
}
