package iovatlas.document.part;

import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;

import java.util.List;

/// The top level of the document: its keys, in the order of writing.
public final class Root {
    /// The format that this program writes.
    public static final int FORMAT_NUMBER = 1;

    static final Key<Integer> FORMAT = Key.of("format", Spellings.number(1, Integer.MAX_VALUE));
    static final Key<String> TITLE = Key.of("title", Spellings.TEXT);
    static final Key<Node> KERNEL = any("kernel");
    static final Key<Node> COMMAND_LINE = any("command-line");
    static final Key<String> DESIGN =
            Key.of("design", Spelling.ofWord("a design such as D11", Root::design, text -> text));
    static final Key<Node> OBSERVED = any("observed");

    static final Form FORM =
            Form.of(
                    "the document",
                    FORMAT,
                    TITLE,
                    any("notes"),
                    KERNEL,
                    COMMAND_LINE,
                    any("facts"),
                    any("host-bridges"),
                    any("functions"),
                    any("platform-devices"),
                    any("mediated-devices"),
                    any("iommus"),
                    any("msi-controllers"),
                    any("id-maps"),
                    any("reserved-memory"),
                    any("cpus"),
                    any("guests"),
                    any("processes"),
                    any("memory"),
                    any("containers"),
                    any("ioases"),
                    any("steps"),
                    DESIGN,
                    any("waivers"),
                    OBSERVED);

    static final Form OBSERVED_FORM =
            Form.of(
                    "the observation",
                    any("groups"),
                    any("regions"),
                    any("ungrouped"),
                    any("functions"),
                    any("vectors"),
                    any("interrupts"),
                    any("irqs"),
                    any("irq-domains"),
                    any("log"),
                    any("notes"));

    private Root() {}

    /// The names of all keys, in the order of writing.
    public static List<String> keys() {
        return FORM.names();
    }

    /// A key whose value is read elsewhere.
    private static Key<Node> any(String name) {
        return Key.of(name, Spelling.of(node -> node, node -> node));
    }

    private static String design(String text) {
        if (!text.matches("D([0-9]|1[0-9]|2[01])[abc]?")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a design such as D11");
        }
        return text;
    }
}
