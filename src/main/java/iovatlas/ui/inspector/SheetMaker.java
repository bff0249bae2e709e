package iovatlas.ui.inspector;

import iovatlas.diagnostic.Problem;
import iovatlas.document.ElementLine;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Source;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Collects the parts of a sheet in the order in which they are shown.
final class SheetMaker {

    private final Computed now;
    private final String title;
    private final List<Field> properties = new ArrayList<>();
    private final List<Field> computed = new ArrayList<>();
    private final Set<WhyLine> why = new LinkedHashSet<>();
    private final Set<Change> changes = new LinkedHashSet<>();
    private String verdict = "";
    private String heading = "Why?";
    private boolean wordsFirst;

    SheetMaker(Computed now, String title) {
        this.now = now;
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

    SheetMaker add(Field field) {
        properties.add(field);
        return this;
    }

    /// Every key of the element's line in the document, to be changed in the document's own words.
    SheetMaker line(ElementId element) {
        return line(element, Map.of());
    }

    /// @param own editors that are better than the document's own words, by their paths
    SheetMaker line(ElementId element, Map<String, FieldEditor> own) {
        ElementLine.of(now.atlas(), element)
                .ifPresent(line -> LineFields.of(now.atlas(), element, line, own).addTo(this));
        return this;
    }

    /// @param from where the value comes from
    SheetMaker computed(String label, String value, Why from) {
        if (!value.isEmpty()) {
            computed.add(new Field(label, value, null, from, Meaning.NONE));
        }
        return this;
    }

    SheetMaker computed(String label, String value, String from) {
        return computed(label, value, Why.of(from));
    }

    SheetMaker computed(String label, String value, Reason from) {
        return computed(label, value, because(from));
    }

    /// A rule as a reason, with whether anybody saw it in this release.
    Why because(Reason reason) {
        return Why.of(reason, now.atlas().boot().release().value());
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

    /// What somebody wrote about the document stands first.
    SheetMaker notes(List<String> notes) {
        heading = "Notes";
        wordsFirst = true;
        notes.forEach(this::why);
        return this;
    }

    SheetMaker why(String text) {
        why.add(new WhyLine(text, ""));
        return this;
    }

    SheetMaker why(Reason reason) {
        why.addAll(because(reason).lines());
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
    SheetMaker problems(Set<ElementId> elements, String space) {
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
                wordsFirst,
                List.copyOf(changes));
    }
}
