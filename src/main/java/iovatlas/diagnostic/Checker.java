package iovatlas.diagnostic;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.Timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Runs every rule of a catalogue.
///
/// @param catalog the rules
public record Checker(RuleCatalog catalog) {

    /// What the rules found.
    ///
    /// @param problems what stands, errors first, then by step
    /// @param waived what somebody accepted, in the same order
    public record Findings(List<Problem> problems, List<Problem> waived) {

        public Findings {
            problems = List.copyOf(problems);
            waived = List.copyOf(waived);
        }

        public long count(Severity severity) {
            return problems.stream().filter(p -> p.severity() == severity).count();
        }
    }

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::severity).thenComparingInt(Problem::step);

    public Findings check(Atlas atlas, Timeline timeline) {
        Inspected inspected = new Inspected(atlas, timeline);
        List<Problem> standing = new ArrayList<>();
        List<Problem> waived = new ArrayList<>();
        for (Rule rule : catalog.rules()) {
            if (atlas.design() != null && rule.answersForKernel()) {
                continue;
            }
            for (Problem problem : rule.check(inspected)) {
                boolean accepted =
                        atlas.waivers().stream()
                                .anyMatch(w -> w.covers(problem.rule(), problem.text()));
                (accepted ? waived : standing).add(problem);
            }
        }
        standing.sort(ORDER);
        waived.sort(ORDER);
        return new Findings(standing, waived);
    }
}
