package iovatlas.ui.inspector;

import iovatlas.diagnostic.Refusals;
import iovatlas.edit.Edit;
import iovatlas.edit.ReplaceStep;
import iovatlas.scenario.Mark;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.List;
import java.util.Set;

/// The sheet of a step of the scenario.
final class StepSheet {

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
        StepFields.add(sheet, number, step);
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

    /// An edit that changes what a step does.
    static Edit acting(int number, ScenarioStep step, Step action) {
        return new ReplaceStep(number, new ScenarioStep(action, step.enabled(), step.note()));
    }
}
