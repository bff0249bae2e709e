package iovatlas.document.form;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word that somebody probably meant.
public final class Nearest {
    private Nearest() {}

    /// The known word closest to a wrong one, empty when none is close.
    public static Optional<String> to(String wrong, Collection<String> known) {
        int most = Math.max(1, wrong.length() / 3);
        return known.stream()
                .filter(word -> Math.abs(word.length() - wrong.length()) <= most)
                .filter(word -> distance(wrong, word) <= most)
                .min(
                        Comparator.<String>comparingInt(word -> distance(wrong, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// The end of a sentence about a wrong word: what was meant, or all that is known.
    public static String hint(String wrong, Collection<String> known) {
        return to(wrong, known)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse(
                        known.isEmpty() || known.size() > 24
                                ? ""
                                : "; known are " + String.join(", ", known));
    }

    /// How many letters must be changed, put in or taken out, swapping two neighbours as one.
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
