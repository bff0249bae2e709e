package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.SetDesign;
import iovatlas.edit.SetTitle;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.ui.session.Computed;

import java.util.Locale;
import java.util.Optional;

/// The sheet of the document itself, shown when nothing is selected.
final class DocumentSheet {

    private DocumentSheet() {}

    static Sheet of(Computed now) {
        Atlas atlas = now.atlas();
        SheetMaker sheet =
                new SheetMaker(now, atlas.title().isEmpty() ? "Document" : atlas.title());
        top(sheet, "title", atlas.title(), FieldEditor.text(text -> new SetTitle(text.strip())));
        BootFields.add(sheet, atlas);
        top(
                sheet,
                "design",
                Optional.ofNullable(atlas.design()).orElse(""),
                new FieldEditor(
                        DoorbellDesigns.standard().all().stream().map(DoorbellDesign::id).toList(),
                        text -> new SetDesign(text.isBlank() ? null : text.strip())));
        ListFields.add(sheet, atlas);
        Why drawn = Why.of("Counted in what is drawn or written.");
        sheet.computed("Functions", count(atlas.topology().functions().size()), drawn);
        sheet.computed(
                "Groups",
                count(now.state().groups().groups().size()),
                new GroupWhys(now).members());
        sheet.computed("Spaces", count(now.state().spaces().size()), drawn);
        sheet.computed("Steps", count(atlas.steps().size()), drawn);
        for (Severity severity : Severity.values()) {
            sheet.computed(
                    plural(severity),
                    Long.toString(now.count(severity)),
                    "Found by the rules of the Problems pane in the state that is shown.");
        }
        KernelRelease release = atlas.boot().release().value();
        sheet.computed(
                "Answers",
                "as Linux " + release,
                "Each rule says for which releases it was read or measured; what it says beyond"
                        + " them is marked as expected, not measured.");
        sheet.notes(atlas.notes());
        return sheet.make();
    }

    private static void top(SheetMaker sheet, String key, String value, FieldEditor editor) {
        sheet.add(TopFields.field(key, value, editor));
    }

    /// `Errors`, like the labels around it.
    private static String plural(Severity severity) {
        String word = severity.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "s";
    }

    private static String count(int count) {
        return Integer.toString(count);
    }
}
