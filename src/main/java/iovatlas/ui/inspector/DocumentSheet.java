package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.SetKernelRelease;
import iovatlas.edit.SetTitle;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.ui.session.Computed;

import java.util.Locale;
import java.util.Objects;

/// The sheet of the document itself, shown when nothing is selected.
final class DocumentSheet {

    private DocumentSheet() {}

    static Sheet of(Computed now) {
        Atlas atlas = now.atlas();
        BootFacts boot = atlas.boot();
        SheetMaker sheet = new SheetMaker(atlas.title().isEmpty() ? "Document" : atlas.title());
        sheet.editable(
                "Title", atlas.title(), FieldEditor.text(text -> new SetTitle(text.strip())));
        sheet.editable(
                "Kernel",
                boot.release().value().toString(),
                FieldEditor.text(text -> new SetKernelRelease(KernelRelease.parse(text.strip()))));
        sheet.property("Architecture", text(boot.architecture()));
        sheet.property("Page size", from(boot.pageSize(), boot.pageSize().value().human()));
        sheet.property(
                "Default domain", from(boot.defaultDomain(), boot.defaultDomain().value().word()));
        sheet.property(
                "Remapping",
                from(boot.interruptRemapping(), boot.interruptRemapping().value() ? "on" : "off"));
        sheet.property("iommufd", from(boot.iommufd(), boot.iommufd().value() ? "yes" : "no"));
        sheet.property("Command line", boot.commandLine().value().text());
        sheet.computed("Functions", count(atlas.topology().functions().size()));
        sheet.computed("Groups", count(now.state().groups().groups().size()));
        sheet.computed("Spaces", count(now.state().spaces().size()));
        sheet.computed("Steps", count(atlas.steps().size()));
        for (Severity severity : Severity.values()) {
            sheet.computed(plural(severity), Long.toString(now.count(severity)));
        }
        sheet.heading("Notes");
        atlas.notes().forEach(sheet::why);
        return sheet.make();
    }

    private static String text(Fact<?> fact) {
        return from(fact, Objects.toString(fact.value()).toLowerCase(Locale.ROOT));
    }

    /// The value with where it comes from, unless a person wrote it.
    private static String from(Fact<?> fact, String value) {
        return fact.provenance() == Provenance.DOCUMENT
                ? value
                : value + "  (" + fact.provenance().text() + ")";
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
