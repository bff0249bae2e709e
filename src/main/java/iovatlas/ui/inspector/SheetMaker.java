package iovatlas.ui.inspector;

import iovatlas.diagnostic.Problem;
import iovatlas.document.ChangeProperty;
import iovatlas.document.ElementLine;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Source;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Collects the parts of a sheet in the order in which they are shown.
final class SheetMaker {

    private final String title;
    private final List<Field> properties = new ArrayList<>();
    private final List<Field> computed = new ArrayList<>();
    private final Set<WhyLine> why = new LinkedHashSet<>();
    private final Set<Change> changes = new LinkedHashSet<>();
    private String verdict = "";
    private String heading = "Why?";

    SheetMaker(String title) {
        this.title = title;
    }

    SheetMaker property(String label, String value) {
        if (!value.isEmpty()) {
            properties.add(Field.of(label, value));
        }
        return this;
    }

    SheetMaker editable(String label, String value, FieldEditor editor) {
        properties.add(new Field(label, value, editor));
        return this;
    }

    /// Every key of the element's line in the document, to be changed in the document's own words.
    ///
    /// @param left keys that are shown in another way, or not at all
    SheetMaker line(Computed now, ElementId element, Set<String> left) {
        ElementLine.of(now.atlas(), element).stream()
                .flatMap(line -> line.properties().stream())
                .filter(property -> !left.contains(property.key()))
                .forEach(property ->
                        editable(
                                property.key(),
                                property.value(),
                                FieldEditor.text(text ->
                                        new ChangeProperty(element, property.key(), text))));
        return this;
    }

    SheetMaker computed(String label, String value) {
        return computed(label, value, "");
    }

    /// @param from where the value comes from
    SheetMaker computed(String label, String value, String from) {
        if (!value.isEmpty()) {
            computed.add(new Field(label, value, null, from));
        }
        return this;
    }

    SheetMaker verdict(String value) {
        if (verdict.isEmpty()) {
            verdict = value;
        }
        return this;
    }

    SheetMaker heading(String value) {
        heading = value;
        return this;
    }

    SheetMaker why(String text) {
        why.add(new WhyLine(text, ""));
        return this;
    }

    SheetMaker why(Reason reason) {
        why.add(
                new WhyLine(
                        reason.text(),
                        reason.rule().source() + ", " + reason.rule().releases().text()));
        return this;
    }

    /// The kernel's code that does what the sheet tells of.
    SheetMaker why(Source source) {
        why.add(new WhyLine("done by", source.toString()));
        return this;
    }

    SheetMaker change(Change change) {
        changes.add(change);
        return this;
    }

    /// Tells of the problems that touch any of the elements, or addresses of the space.
    ///
    /// @param space a space's name, empty for none
    SheetMaker problems(Computed now, Set<ElementId> elements, String space) {
        for (Problem problem : now.problems()) {
            if (problem.elements().stream().anyMatch(e -> touches(e, elements, space))) {
                problem(problem);
            }
        }
        return this;
    }

    private void problem(Problem problem) {
        verdict(
                problem.step() > 0
                        ? "step " + problem.step() + "  " + problem.verdict()
                        : problem.verdict());
        why(problem.text());
        Stream.ofNullable(problem.reason()).forEach(this::why);
        problem.fixes().forEach(fix -> change(new Change(fix.text(), "", fix.edit())));
    }

    private static boolean touches(ElementId element, Set<ElementId> elements, String space) {
        if (elements.contains(element)) {
            return true;
        }
        return switch (element) {
            case ElementId.OfIova iova -> iova.space().equals(space);
            case ElementId.OfDomain domain -> domain.space().equals(space);
            case ElementId.OfHostBridge _,
                    ElementId.OfFunction _,
                    ElementId.OfPlatformDevice _,
                    ElementId.OfMediatedDevice _,
                    ElementId.OfIommu _,
                    ElementId.OfMsiController _,
                    ElementId.OfGroup _,
                    ElementId.OfOwner _,
                    ElementId.OfMemory _,
                    ElementId.OfSpace _,
                    ElementId.OfStep _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ ->
                    false;
        };
    }

    Sheet make() {
        return new Sheet(
                title,
                properties,
                computed,
                verdict,
                heading,
                List.copyOf(why),
                List.copyOf(changes));
    }
}
