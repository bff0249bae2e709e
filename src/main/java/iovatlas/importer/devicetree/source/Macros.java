package iovatlas.importer.devicetree.source;

import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of the C preprocessor that device-tree sources need: comments, included files, plain
/// names with a value and conditions on names. Of an included file that is not at hand a note tells.
final class Macros {

    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "^\\s*(?:#\\s*(include|define|undef|ifdef|ifndef|if|elif|else|endif|error"
                            + "|pragma|warning)|/(include)/)(?:\\s+(.*)|([\"<].*))?$");
    private static final Pattern INCLUDED = Pattern.compile("^[\"<]([^\">]{1,400})[\">].*$");
    private static final Pattern DEFINED = Pattern.compile("^([A-Za-z_]\\w{0,200})(\\(?)(.*)$");
    private static final int DEEPEST = 16;
    private static final int LONGEST = 32 << 20;

    private final Map<String, String> values = new HashMap<>();
    private final StringBuilder output = new StringBuilder();
    private final List<Place> places = new ArrayList<>();
    private final List<Note> notes;
    private final Function<String, Optional<String>> includes;

    Macros(List<Note> notes, Function<String, Optional<String>> includes) {
        this.notes = notes;
        this.includes = includes;
    }

    /// A line of one of the files.
    private record Place(String file, int line) {}

    /// The file and line of a position in the expanded text.
    String place(String expanded, int position) {
        int line =
                (int)
                        expanded.chars()
                                .limit(Math.min(position, expanded.length()))
                                .filter(c -> c == '\n')
                                .count();
        if (places.isEmpty()) {
            return "line 1";
        }
        Place place = places.get(Math.min(line, places.size() - 1));
        return place.file() + ":" + place.line();
    }

    /// The value of a name, or null when nothing defines it.
    @Nullable String value(String name) {
        return values.get(name);
    }

    /// The text with all directives carried out.
    String expand(String where, String text) {
        file(where, text, 0);
        return output.toString();
    }

    private void file(String where, String text, int depth) {
        String[] lines = withoutComments(text).replace("\\\n", " ").split("\n", -1);
        int skipped = 0;
        int open = 0;
        for (int i = 0; i < lines.length && output.length() < LONGEST; i++) {
            Matcher directive = DIRECTIVE.matcher(lines[i]);
            if (!directive.matches()) {
                output.append(skipped == 0 ? lines[i] : "").append('\n');
                places.add(new Place(where, i + 1));
                continue;
            }
            String word = directive.group(1) == null ? "include" : directive.group(1);
            String rest = rest(directive);
            switch (word) {
                case "ifdef", "ifndef", "if" -> {
                    open++;
                    skipped = skipped > 0 || !holds(word, rest) ? skipped + 1 : 0;
                }
                case "else", "elif" -> skipped = turned(skipped);
                case "endif" -> {
                    skipped = Math.max(0, skipped - 1);
                    open--;
                }
                default -> {
                    if (skipped == 0) {
                        carryOut(where, i + 1, word, rest, depth);
                    }
                }
            }
        }
        if (open > 0) {
            notes.add(Note.warning(where, "a condition is not closed"));
        }
    }

    private static String rest(Matcher directive) {
        @Nullable String spaced = directive.group(3);
        @Nullable String glued = directive.group(4);
        return spaced != null ? spaced.strip() : glued != null ? glued.strip() : "";
    }

    private static int turned(int skipped) {
        return skipped == 0 ? 1 : skipped == 1 ? 0 : skipped;
    }

    private boolean holds(String word, String rest) {
        String name = rest.replaceAll("^defined *\\(? *|\\W.*$", "");
        return switch (word) {
            case "ifdef" -> values.containsKey(name);
            case "ifndef" -> !values.containsKey(name);
            default -> rest.equals("1") || (rest.startsWith("defined") && values.containsKey(name));
        };
    }

    private void carryOut(String where, int line, String word, String rest, int depth) {
        switch (word) {
            case "include" -> include(where, line, rest, depth);
            case "define" -> {
                Matcher defined = DEFINED.matcher(rest);
                if (defined.matches() && defined.group(2).isEmpty()) {
                    values.put(defined.group(1), defined.group(3).strip());
                }
            }
            case "undef" -> values.remove(rest);
            default -> {
                // Messages for whoever compiles it.
            }
        }
    }

    private void include(String where, int line, String rest, int depth) {
        Matcher included = INCLUDED.matcher(rest);
        if (!included.matches() || depth >= DEEPEST) {
            notes.add(Note.warning(where + ":" + line, "the include is not understood, left out"));
            return;
        }
        String name = included.group(1);
        Optional<String> text = includes.apply(name);
        if (text.isPresent()) {
            file(name, text.get(), depth + 1);
        } else {
            notes.add(
                    Note.information(
                            where + ":" + line,
                            "\"" + name + "\" is not there, so names that it defines are unknown"));
        }
    }

    /// Comments become spaces; line ends in them stay, so that line numbers do.
    static String withoutComments(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                int end = stringEnd(text, at);
                plain.append(text, at, end);
                at = end;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                int stop = end < 0 ? text.length() : end + 2;
                plain.append(' ');
                text.substring(at, stop)
                        .chars()
                        .filter(x -> x == '\n')
                        .forEach(_ -> plain.append('\n'));
                at = stop;
            } else {
                plain.append(c);
                at++;
            }
        }
        return plain.toString();
    }

    private static int stringEnd(String text, int from) {
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }
}
