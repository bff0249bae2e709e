package iovatlas.ui.inspector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What properties are called in plain words and by the kernel, read from a text that comes with the
/// program.
final class PlainWords {
    private static final String RESOURCE = "/iovatlas/ui/inspector/terms.txt";

    /// The program's own.
    static final PlainWords STANDARD = load();

    private final Map<String, PlainWord> words;

    private PlainWords(Map<String, PlainWord> words) {
        this.words = Map.copyOf(words);
    }

    private static PlainWords load() {
        try (InputStream in = PlainWords.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlainWords parse(List<String> lines) {
        Map<String, PlainWord> words = new HashMap<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("\\|", -1);
                words.put(
                        section + "." + parts[0].strip(),
                        new PlainWord(
                                part(parts, 1),
                                part(parts, 2),
                                part(parts, 3),
                                part(parts, 4),
                                part(parts, 5)));
            }
        }
        return new PlainWords(words);
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index].strip() : "";
    }

    /// The word of a key: that of its kind of item, of its section, or of what it is made of.
    Optional<PlainWord> of(String section, String kind, String path) {
        return Stream.of(
                        section + "." + kind + "." + path,
                        section + "." + path,
                        "functions."
                                + path.replaceFirst("^function\\.", "")
                                        .replaceFirst("^sriov\\.vfs\\.", ""))
                .filter(words::containsKey)
                .findFirst()
                .map(words::get);
    }
}
