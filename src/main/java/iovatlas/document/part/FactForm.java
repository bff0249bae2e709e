package iovatlas.document.part;

import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Nearest;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.Node;
import iovatlas.kernel.Provenance;

import java.util.List;

/// A line of `facts:`: one boot fact that does not come from the person who wrote the document.
///
/// @param name of the fact
/// @param value as it stands in the document; the fact's own spelling reads it
/// @param from where it comes from
record FactForm(String name, Node value, Provenance from) {
    private static final Key<String> FACT =
            Key.of("fact", Spelling.ofText("the name of a fact", FactForm::known, name -> name));
    private static final Key<Node> VALUE = Key.of("value", Spelling.of(node -> node, node -> node));
    private static final Key<Provenance> FROM =
            Key.of(
                    "from",
                    Spellings.choice(
                            "a source of facts", List.of(Provenance.values()), Provenance::text));
    static final Form FORM = Form.of("a fact", FACT, VALUE, FROM);

    /// `{fact: interrupt-remapping, value: true, from: log}`.
    static final Spelling<FactForm> SPELLING =
            Spelling.of(
                    node ->
                            FORM.read(
                                    node,
                                    in ->
                                            new FactForm(
                                                    in.need(FACT), in.need(VALUE), in.need(FROM))),
                    fact ->
                            FORM.fill()
                                    .put(FACT, fact.name())
                                    .put(VALUE, fact.value())
                                    .put(FROM, fact.from())
                                    .node());

    private static String known(String name) {
        List<String> names = FactKey.all().stream().map(fact -> fact.key().name()).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no fact \"" + name + "\"" + Nearest.hint(name, names));
        }
        return name;
    }
}
