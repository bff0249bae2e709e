package iovatlas.document.part;

import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.topology.IovaSpace;

import java.util.List;

/// Lines of `containers:` and `ioases:`.
final class SpaceForms {
    private static final Key<String> NAME = Key.of("name", Spellings.NAME);
    private static final Key<Boolean> VERSION_2 =
            Key.of(
                    "type",
                    Spellings.choice(
                            "type1 or type1v2",
                            List.of(false, true),
                            second -> second ? "type1v2" : "type1"));
    private static final Key<String> CONTEXT = Key.of("context", Spellings.NAME);

    private SpaceForms() {}

    /// `{name: c0, owner: vm0}`.
    static Spelling<IovaSpace.Container> container(Names names) {
        Key<String> owner = Key.of("owner", names.owners.reference());
        Form form = Form.of("a container", NAME, owner, VERSION_2);
        return Spelling.of(
                node ->
                        form.read(
                                node,
                                in ->
                                        new IovaSpace.Container(
                                                in.need(NAME),
                                                in.orNull(owner),
                                                in.get(VERSION_2, true))),
                container ->
                        form.fill()
                                .put(NAME, container.name())
                                .put(owner, container.owner())
                                .put(VERSION_2, container.version2(), true)
                                .node());
    }

    /// `{name: ioas0, owner: vm0, context: iommufd0}`.
    static Spelling<IovaSpace.Ioas> ioas(Names names) {
        Key<String> owner = Key.of("owner", names.owners.reference());
        Form form = Form.of("an IOAS", NAME, owner, CONTEXT);
        return Spelling.of(
                node ->
                        form.read(
                                node,
                                in ->
                                        new IovaSpace.Ioas(
                                                in.need(NAME),
                                                in.orNull(owner),
                                                in.get(CONTEXT, "iommufd0"))),
                ioas ->
                        form.fill()
                                .put(NAME, ioas.name())
                                .put(owner, ioas.owner())
                                .put(CONTEXT, ioas.context())
                                .node());
    }
}
