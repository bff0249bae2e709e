package iovatlas.ui.search;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Which hits answer a query, best first. Every word of the query must occur; a hit whose text
/// begins with it comes before one that has it somewhere, and both before one that has its letters
/// scattered.
final class Ranking {

    private static final int SCATTERED = 60;

    private record Scored(Hit hit, int score, int order) {}

    private Ranking() {}

    /// @param limit at most this many
    static List<Hit> best(String query, List<Hit> hits, int limit) {
        String[] words = query.strip().toLowerCase(Locale.ROOT).split("\\s+");
        Stream.Builder<Scored> found = Stream.builder();
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            int order = i;
            score(words, hit).ifPresent(score -> found.add(new Scored(hit, score, order)));
        }
        return found.build()
                .sorted(Comparator.comparingInt(Scored::score).thenComparingInt(Scored::order))
                .limit(limit)
                .map(Scored::hit)
                .toList();
    }

    /// The lower the better; empty when a word does not occur.
    private static OptionalInt score(String[] words, Hit hit) {
        String text = hit.text().toLowerCase(Locale.ROOT);
        String all = text + " " + (hit.detail() + " " + hit.kind()).toLowerCase(Locale.ROOT);
        int sum = 0;
        for (String word : words) {
            int score = score(word, text, all);
            if (score < 0) {
                return OptionalInt.empty();
            }
            sum += score;
        }
        return OptionalInt.of(sum);
    }

    private static int score(String word, String text, String all) {
        if (word.isEmpty() || text.startsWith(word)) {
            return text.length() == word.length() ? 0 : 1;
        }
        int at = text.indexOf(word);
        if (at > 0) {
            return Character.isLetterOrDigit(text.charAt(at - 1)) ? 10 : 4;
        }
        if (all.contains(word)) {
            return 20;
        }
        return word.length() >= 3 && isScattered(word, text) ? SCATTERED : -1;
    }

    private static boolean isScattered(String word, String text) {
        int from = 0;
        for (int i = 0; i < word.length(); i++) {
            from = text.indexOf(word.charAt(i), from) + 1;
            if (from == 0) {
                return false;
            }
        }
        return true;
    }
}
