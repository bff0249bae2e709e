package iovatlas.importer.devicetree.source;

import iovatlas.observation.Note;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The source of a device tree, read.
///
/// @param root the tree, every label resolved
/// @param notes included files that are not at hand, names that nothing defines
public record SourceText(SourceNode root, List<Note> notes) {

    private static final Pattern SIGN =
            Pattern.compile(
                    "(?m)^\\s*/dts-v1/\\s*;|^\\s*/plugin/\\s*;|^\\s*/ *\\{\\s*$|^&\\w+ *\\{\\s*$"
                            + "|^\\s*(?:\\w+: *){0,4}[\\w,.+-]+(?:@[0-9a-f,]+)? *\\{\\s*$"
                            + "(?:\\R\\s*){1,3}(?:compatible|reg|#[a-z-]+-cells) = ");
    private static final int MOST_NAMED = 12;

    public SourceText {
        notes = List.copyOf(notes);
    }

    /// A source that breaks the grammar. The message is one sentence with the line.
    public static final class Unreadable extends Exception {

        @Serial private static final long serialVersionUID = 1L;

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Whether a text is the source of a device tree.
    public static boolean isSource(String text) {
        return SIGN.matcher(text).find();
    }

    /// Reads a source and what it includes.
    ///
    /// @param where the file as the person named it
    /// @param includes finds an included file by the name in the text
    /// @throws Unreadable when the text breaks the grammar
    public static SourceText read(
            String where, String text, Function<String, Optional<String>> includes)
            throws Unreadable {
        List<Note> notes = new ArrayList<>();
        Macros macros = new Macros(notes, includes);
        String expanded = macros.expand(where, text);
        SourceParser parser = new SourceParser(expanded, macros);
        try {
            parser.run();
        } catch (Scanner.Refused refused) {
            String place = macros.place(expanded, parser.position());
            throw new Unreadable(
                    "%s: in this device-tree source %s.".formatted(place, refused.getMessage()),
                    refused);
        }
        if (parser.fragments() > 0) {
            notes.add(
                    Note.information(
                            where,
                            "a part without a root node: what stands outside is taken as its"
                                    + " content"));
        }
        name(where, "labels that no node here has", parser.unknownLabels(), notes);
        name(where, "names that no file here defines, counted as 0", parser.unknownNames(), notes);
        new Handles(parser.root(), parser.labels(), where, notes).resolve();
        return new SourceText(parser.root(), notes);
    }

    private static void name(String where, String what, Set<String> names, List<Note> notes) {
        if (!names.isEmpty()) {
            String some = String.join(", ", names.stream().limit(MOST_NAMED).toList());
            String more = names.size() > MOST_NAMED ? ", ..." : "";
            notes.add(Note.warning(where, "%d %s: %s%s".formatted(names.size(), what, some, more)));
        }
    }
}
