package iovatlas.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The kernel command line, split into words; a later word overrides an earlier one.
///
/// @param text as in `/proc/cmdline`
public record CommandLine(String text) {

    public static final CommandLine EMPTY = new CommandLine("");

    /// The words, quotes kept together, `--` and what follows left out.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (text.strip() + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (word.toString().equals("--")) {
                    return words;
                }
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        return words;
    }

    /// The value of the last `name=value`; dashes and underscores in names are the same.
    public Optional<String> value(String name) {
        return values(name).reduce((_, later) -> later);
    }

    /// The values of every `name=value`, in order.
    public java.util.stream.Stream<String> values(String name) {
        String wanted = name.replace('-', '_');
        return words().stream()
                .filter(w -> w.indexOf('=') > 0)
                .filter(w -> w.substring(0, w.indexOf('=')).replace('-', '_').equals(wanted))
                .map(w -> w.substring(w.indexOf('=') + 1));
    }

    /// The kernel's boolean spelling of the last `name=value`: 1 y on true / 0 n off false.
    public Optional<Boolean> flag(String name) {
        return value(name)
                .flatMap(v ->
                        switch (v.toLowerCase(java.util.Locale.ROOT)) {
                            case "1", "y", "yes", "on", "true" -> Optional.of(true);
                            case "0", "n", "no", "off", "false" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    /// True when a word stands alone, without `=`.
    public boolean has(String word) {
        return words().contains(word);
    }
}
