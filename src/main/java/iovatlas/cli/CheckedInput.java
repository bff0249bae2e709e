package iovatlas.cli;

import iovatlas.atlas.Waiver;
import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.document.OpenDocument;
import iovatlas.importer.Opened;
import iovatlas.topology.ElementId;

import java.util.List;

/// An input and what the rules found in it.
///
/// @param name as it was given
/// @param opened what is in it
/// @param problems what is reported, errors first
/// @param waived what somebody accepted
/// @param gone problems of the older input that are gone; empty without one
record CheckedInput(
        String name,
        Opened opened,
        List<Problem> problems,
        List<Problem> waived,
        List<Problem> gone) {

    static CheckedInput of(String name, Opened opened, Checker.Findings findings) {
        return new CheckedInput(name, opened, findings.problems(), findings.waived(), List.of());
    }

    /// The same input with only what an older one did not have.
    CheckedInput since(CheckedInput older) {
        return new CheckedInput(
                name,
                opened,
                problems.stream().filter(p -> !older.has(p)).toList(),
                waived.stream().filter(p -> !isIn(older.waived, p)).toList(),
                older.problems.stream().filter(p -> !has(p) && !isIn(waived, p)).toList());
    }

    /// Why somebody accepted a problem.
    String reasonFor(Problem accepted) {
        return opened.atlas().waivers().stream()
                .filter(waiver -> waiver.covers(accepted.rule(), accepted.text()))
                .map(Waiver::reason)
                .findFirst()
                .orElse("");
    }

    /// The line of the document that a problem is about, 1 when there is none.
    int lineOf(Problem problem) {
        OpenDocument document = opened.document();
        if (document == null) {
            return 1;
        }
        int step = document.lineOf(new ElementId.OfStep(problem.step()));
        if (step > 0) {
            return step;
        }
        for (ElementId element : problem.elements()) {
            int line = document.lineOf(element);
            if (line > 0) {
                return line;
            }
        }
        return 1;
    }

    long count(Severity severity) {
        return problems.stream().filter(p -> p.severity() == severity).count();
    }

    private boolean has(Problem problem) {
        return isIn(problems, problem);
    }

    private static boolean isIn(List<Problem> list, Problem problem) {
        return list.stream()
                .anyMatch(p -> p.rule().equals(problem.rule()) && p.text().equals(problem.text()));
    }
}
