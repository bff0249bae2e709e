package iovatlas.ui.inspector;

import iovatlas.edit.Edit;
import iovatlas.edit.EditSequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One sheet for several things: the properties that all of them have. A change goes to all of them,
/// as one entry of the undo history, or to none.
final class BulkSheet {
    /// What stands for values that differ.
    static final String SEVERAL = "(several)";

    private BulkSheet() {}

    static Sheet of(List<Sheet> sheets) {
        List<Field> common = new ArrayList<>();
        for (Field field : sheets.getFirst().properties()) {
            List<Field> same =
                    sheets.stream().flatMap(sheet -> find(sheet, field).stream()).toList();
            if (field.editor() != null && same.size() == sheets.size()) {
                common.add(merged(field, same));
            }
        }
        return new Sheet(
                sheets.size() + " things selected",
                common,
                common.isEmpty()
                        ? List.of(Field.of("In common", "no property of all of them"))
                        : List.of(),
                "",
                "",
                List.of(),
                List.of());
    }

    private static Optional<Field> find(Sheet sheet, Field wanted) {
        return sheet.properties().stream()
                .filter(field -> field.editor() != null)
                .filter(field -> field.label().equals(wanted.label()))
                .findFirst();
    }

    private static Field merged(Field first, List<Field> same) {
        boolean equal = same.stream().allMatch(field -> field.value().equals(first.value()));
        FieldEditor editor = first.editor();
        List<String> choices = editor == null ? List.of() : editor.choices();
        return new Field(
                first.label(),
                equal ? first.value() : SEVERAL,
                new FieldEditor(choices, text -> all(first.label(), same, text)));
    }

    private static Edit all(String label, List<Field> same, String text) {
        if (text.equals(SEVERAL)) {
            throw new IllegalArgumentException("Type one value for all of them.");
        }
        List<Edit> edits = new ArrayList<>();
        for (Field field : same) {
            FieldEditor editor = field.editor();
            if (editor != null) {
                edits.add(editor.parser().parse(text));
            }
        }
        return new EditSequence("Change " + label + " of " + same.size() + " Things", edits);
    }
}
