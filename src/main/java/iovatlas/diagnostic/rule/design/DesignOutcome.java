package iovatlas.diagnostic.rule.design;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.SetDesign;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.design.DesignAnswer;
import iovatlas.scenario.design.DesignEvaluation;
import iovatlas.scenario.design.DesignRun;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What goes wrong in the scenario under the design that the document chose as a what-if.
public final class DesignOutcome implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "DESIGN_OUTCOME",
                    Severity.ERROR,
                    "The scenario fails under the chosen doorbell design",
                    "The document chooses a doorbell design as a what-if; its scenario is worked"
                            + " through under that design instead of the running kernel's rules.",
                    "A step is refused, a message is lost or aborted, or something is accepted and"
                            + " misbehaves later. Outcomes that nobody measured are marked.",
                    Source.of("drivers/iommu/dma-iommu.c", "iommu_dma_get_msi_page"),
                    Releases.ALL,
                    "Guest RAM over 0x08000000 under D10: the map is accepted and SET_IRQS fails.",
                    "Move the memory, let the design choose another window, or take the design out"
                            + " of the document to see what the kernel does.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public boolean answersForKernel() {
        return false;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        String id = inspected.atlas().design();
        if (id == null) {
            return List.of();
        }
        DoorbellDesigns designs = DoorbellDesigns.standard();
        Optional<DoorbellDesign> design = designs.find(id);
        if (design.isEmpty()) {
            return List.of();
        }
        DesignRun run = DesignEvaluation.of(designs, inspected.timeline()).run(design.get());
        if (run.lacks().isPresent()) {
            return List.of(problem(run, run.verdict(), Severity.NOTE));
        }
        var problems = new ArrayList<Problem>();
        for (DesignAnswer answer : run.troubles()) {
            problems.add(problem(run, answer, CARD.severity()));
        }
        return problems;
    }

    private static Problem problem(DesignRun run, DesignAnswer answer, Severity severity) {
        var elements = new ArrayList<ElementId>();
        DesignAnswer.Overlap overlap = answer.overlap();
        String where = "";
        if (overlap != null) {
            elements.add(new ElementId.OfIova(overlap.space(), overlap.range()));
            where =
                    "; %s and %s overlap at %s"
                            .formatted(overlap.first(), overlap.second(), overlap.range().hex());
        }
        if (answer.step() > 0) {
            elements.add(new ElementId.OfStep(answer.step()));
        }
        String mark =
                answer.certainty() == Certainty.CERTAIN
                        ? ""
                        : " (" + answer.certainty().mark() + ")";
        return new Problem(
                CARD.id(),
                severity,
                "what-if %s: %s: %s%s%s"
                        .formatted(run.design().id(), answer.subject(), answer.text(), where, mark),
                answer.verdict(),
                elements,
                null,
                answer.step(),
                List.of(new Fix("show what the running kernel does", new SetDesign(null))));
    }
}
