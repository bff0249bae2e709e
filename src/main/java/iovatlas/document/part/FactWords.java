package iovatlas.document.part;

import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Node;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Provenance;

import java.util.List;

/// Boot facts as the document spells them.
public final class FactWords {
    private FactWords() {}

    /// The names of all facts, in the order of writing.
    public static List<String> names() {
        return FactKey.all().stream().map(fact -> fact.key().name()).toList();
    }

    /// The value of a fact.
    public static String value(String name, BootFacts boot) {
        return spelled(find(name), boot);
    }

    /// Where a fact comes from.
    public static Provenance from(String name, BootFacts boot) {
        return find(name).get().apply(boot).provenance();
    }

    private static FactKey<?> find(String name) {
        return FactKey.all().stream()
                .filter(fact -> fact.key().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fact is called " + name));
    }

    private static <T> String spelled(FactKey<T> key, BootFacts boot) {
        Node value = key.key().spelling().write(key.get().apply(boot).value());
        return value instanceof Node.Scalar scalar ? scalar.text() : FlowText.of(value);
    }
}
