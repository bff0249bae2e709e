package iovatlas.ui.inspector;

import iovatlas.edit.Edit;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One sheet for several things: the properties that all of them have. A change goes to all of them,
/// as one entry of the undo history, or to none.
final class BulkSheet {
    /// The value of a property of which they have several.
    static final String MIXED = "mixed values";

    private BulkSheet() {}

    static boolean isMixed(Field field) {
        return field.value().equals(MIXED);
    }

    static Sheet of(List<ElementId> elements, List<Sheet> sheets) {
        List<Field> common = new ArrayList<>();
        for (Field field : sheets.getFirst().properties()) {
            List<Field> same =
                    sheets.stream().flatMap(sheet -> find(sheet, field).stream()).toList();
            if (field.editor() != null && !tellsApart(field) && same.size() == sheets.size()) {
                common.add(merged(field, same, sheets));
            }
        }
        return new Sheet(
                sheets.size() + " things selected",
                common,
                List.of(inCommon(elements, common)),
                "",
                "",
                List.of(),
                false,
                List.of());
    }

    private static Field inCommon(List<ElementId> elements, List<Field> common) {
        long mixed = common.stream().filter(BulkSheet::isMixed).count();
        String what =
                common.isEmpty()
                        ? "no property of all of them"
                        : "%d properties, %d of them mixed".formatted(common.size(), mixed);
        return new Field(
                "In common",
                what,
                null,
                Why.of(
                        "The properties that all "
                                + elements.size()
                                + " have, but for names and addresses. A change goes to all of them"
                                + " and is undone at once; if it is refused for one, none"
                                + " changes."),
                Meaning.NONE);
    }

    /// Whether no two things may have the same value.
    private static boolean tellsApart(Field field) {
        String path = field.meaning().path();
        return path.endsWith(".name") || path.equals("functions.at");
    }

    private static Optional<Field> find(Sheet sheet, Field wanted) {
        return sheet.properties().stream()
                .filter(field -> field.editor() != null)
                .filter(field -> key(field).equals(key(wanted)))
                .findFirst();
    }

    /// What makes a property the same in things of different kinds.
    private static String key(Field field) {
        String path = field.meaning().path();
        int dot = path.indexOf('.');
        return field.label() + (dot < 0 ? "" : path.substring(dot));
    }

    private static Field merged(Field first, List<Field> same, List<Sheet> sheets) {
        boolean equal = same.stream().allMatch(field -> field.value().equals(first.value()));
        List<String> titles = sheets.stream().map(Sheet::title).toList();
        return new Field(
                first.label(),
                equal ? first.value() : MIXED,
                new FieldEditor(choices(same), text -> all(first.label(), same, titles, text)),
                Why.NONE,
                first.meaning());
    }

    /// What may be chosen for each of them.
    private static List<String> choices(List<Field> same) {
        List<String> choices = new ArrayList<>();
        boolean first = true;
        for (Field field : same) {
            FieldEditor editor = field.editor();
            List<String> own = editor == null ? List.of() : editor.choices();
            if (first) {
                choices.addAll(own);
            } else {
                choices.retainAll(own);
            }
            first = false;
        }
        return choices;
    }

    private static Edit all(String label, List<Field> same, List<String> titles, String text) {
        List<BulkEdit.Part> parts =
                IntStream.range(0, same.size())
                        .boxed()
                        .flatMap(i -> part(same.get(i), titles.get(i), text).stream())
                        .toList();
        return new BulkEdit(label, text, same.size(), parts);
    }

    private static Optional<BulkEdit.Part> part(Field field, String title, String text) {
        FieldEditor editor = field.editor();
        if (editor == null || field.value().equals(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BulkEdit.Part(title, editor.parser().parse(text), editor.line()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(title + ": " + e.getMessage(), e);
        }
    }
}
