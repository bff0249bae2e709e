package iovatlas.edit.line;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The words of a typed line, taken one after another.
final class Words {
    private final Deque<String> words;

    Words(String line) {
        this.words = new ArrayDeque<>(List.of(line.strip().split("\\s+")));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    Optional<String> peek() {
        return Optional.ofNullable(words.peek());
    }

    /// @throws IllegalArgumentException at the end of the line
    String next(String wanted) {
        String word = words.poll();
        if (word == null || word.isEmpty()) {
            throw new IllegalArgumentException("The line ends where " + wanted + " should be.");
        }
        return word;
    }

    /// @throws IllegalArgumentException when the next word is another one
    void skip(String... any) {
        String word = next("\"" + String.join("\" or \"", any) + "\"");
        if (!List.of(any).contains(word)) {
            throw new IllegalArgumentException(
                    "\"%s\" should be \"%s\".".formatted(word, String.join("\" or \"", any)));
        }
    }

    /// @throws IllegalArgumentException when something is left
    void end() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("\"" + words.peek() + "\" is one word too many.");
        }
    }
}
