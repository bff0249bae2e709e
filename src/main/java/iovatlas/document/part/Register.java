package iovatlas.document.part;

import iovatlas.document.form.Nearest;
import iovatlas.document.form.Spelling;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/// The names of one kind of thing that a document has, so that others can refer to them.
final class Register {
    private final String noun;
    private final Set<String> known = new LinkedHashSet<>();

    /// @param noun for messages: "IOMMU"
    Register(String noun) {
        this.noun = noun;
    }

    void add(String name) {
        known.add(name);
    }

    boolean has(String name) {
        return known.contains(name);
    }

    /// A reference; one to something that is not there cannot be read.
    Spelling<String> reference() {
        return Spelling.ofText("the name of one " + noun, this::check, Function.identity());
    }

    private String check(String text) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException(
                    "There is no " + noun + " \"" + text + "\"" + Nearest.hint(text, known));
        }
        return text;
    }
}
