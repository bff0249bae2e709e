package iovatlas.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The example of a rule's page, as documents.
///
/// @param document a small document in which the rule finds something
/// @param mended the same one, mended as the page says; the rule is silent there
public record RuleExample(String document, String mended) {

    /// The example of a rule.
    ///
    /// @param rule its id, e.g. `MAP_OVER_RESERVED`
    /// @throws IllegalArgumentException when the program carries none for it
    public static RuleExample of(String rule) {
        String name = rule.toLowerCase(Locale.ROOT).replace('_', '-');
        return new RuleExample(read(name + ".yaml"), read(name + "-mended.yaml"));
    }

    /// The lines that mending changes: those that go with `-` before them, then those that come with
    /// `+`, in the order of the documents.
    public List<String> change() {
        List<String> before = document.lines().toList();
        List<String> after = mended.lines().toList();
        List<String> change = new ArrayList<>();
        only(before, after).forEach(line -> change.add("-" + line));
        only(after, before).forEach(line -> change.add("+" + line));
        return List.copyOf(change);
    }

    private static List<String> only(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(others);
        return lines.stream().filter(line -> !left.remove(line)).toList();
    }

    private static String read(String name) {
        String path = "/iovatlas/diagnostic/example/" + name;
        try (InputStream file = RuleExample.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("there is no example " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the example " + path + " cannot be read", broken);
        }
    }
}
