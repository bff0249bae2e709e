package iovatlas.ui.inspector;

import iovatlas.diagnostic.Refusals;
import iovatlas.document.StepLine;
import iovatlas.scenario.Mark;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.Set;

/// The sheet of a step of the scenario.
final class StepSheet {

    private StepSheet() {}

    static Sheet of(Computed now, int number) {
        StepResult result = now.timeline().result(number);
        ScenarioStep step = result.step();
        SheetMaker sheet =
                new SheetMaker(
                        now,
                        "Step %d  %s"
                                .formatted(
                                        number,
                                        Refusals.describe(now.state().topology(), step.action())));
        LineFields.of(now.atlas(), number, StepLine.of(now.atlas(), step)).addTo(sheet);
        StepWhys whys = new StepWhys(now);
        for (StepResult.Call call : result.calls()) {
            sheet.computed(shortName(call), call.word(), whys.of(call));
        }
        if (result.mark() == Mark.WRONG) {
            String asked =
                    result.messages().isEmpty()
                            ? shortName(result.calls().getLast())
                            : step.action().word();
            sheet.verdict(asked + " \u2192 " + result.word());
        }
        result.calls().forEach(call -> call.outcome().why().forEach(sheet::why));
        return sheet.problems(Set.of(new ElementId.OfStep(number)), "").make();
    }

    /// `MAP_DMA` for `VFIO_IOMMU_MAP_DMA`; names of files as they are.
    private static String shortName(StepResult.Call call) {
        return call.name().replaceFirst("^VFIO_(IOMMU_|DEVICE_|GROUP_)?(?=[A-Z])", "");
    }
}
