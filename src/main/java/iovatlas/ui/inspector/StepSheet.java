package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Refusals;
import iovatlas.document.Property;
import iovatlas.document.StepLine;
import iovatlas.edit.Edit;
import iovatlas.edit.ReplaceStep;
import iovatlas.scenario.Mark;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.List;
import java.util.Set;

/// The sheet of a step of the scenario.
final class StepSheet {

    private static final Set<String> ELSEWHERE = Set.of("do", "skip", "note");

    private StepSheet() {}

    static Sheet of(Computed now, int number) {
        StepResult result = now.timeline().result(number);
        ScenarioStep step = result.step();
        SheetMaker sheet =
                new SheetMaker(
                        "Step %d  %s"
                                .formatted(
                                        number,
                                        Refusals.describe(now.state().topology(), step.action())));
        sheet.editable(
                "Runs",
                step.enabled() ? "yes" : "no",
                new FieldEditor(
                        List.of("yes", "no"),
                        text ->
                                new ReplaceStep(
                                        number,
                                        new ScenarioStep(
                                                step.action(), text.equals("yes"), step.note()))));
        line(sheet, now.atlas(), number, step);
        sheet.editable("Note", step.note(), FieldEditor.text(text -> noted(number, step, text)));
        for (StepResult.Call call : result.calls()) {
            sheet.computed(shortName(call), call.word());
        }
        if (result.mark() == Mark.WRONG) {
            String asked =
                    result.messages().isEmpty()
                            ? shortName(result.calls().getLast())
                            : step.action().word();
            sheet.verdict(asked + " \u2192 " + result.word());
        }
        result.calls().forEach(call -> call.outcome().why().forEach(sheet::why));
        return sheet.problems(now, Set.of(new ElementId.OfStep(number)), "").make();
    }

    /// `MAP_DMA` for `VFIO_IOMMU_MAP_DMA`; names of files as they are.
    private static String shortName(StepResult.Call call) {
        return call.name().replaceFirst("^VFIO_(IOMMU_|DEVICE_|GROUP_)?(?=[A-Z])", "");
    }

    private static Edit noted(int number, ScenarioStep step, String note) {
        return new ReplaceStep(
                number, new ScenarioStep(step.action(), step.enabled(), note.strip()));
    }

    /// Every key of the step's line, to be changed in the document's own words.
    private static void line(SheetMaker sheet, Atlas atlas, int number, ScenarioStep step) {
        StepLine line = StepLine.of(atlas, step);
        for (Property property : line.properties()) {
            if (!ELSEWHERE.contains(property.key())) {
                sheet.editable(
                        property.key(),
                        property.value(),
                        FieldEditor.text(
                                text -> new ReplaceStep(number, line.with(property.key(), text))));
            }
        }
    }
}
