package iovatlas.table;

import iovatlas.diagnostic.Problem;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.topology.ElementId;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tables of what was found out: the hops of a message, the problems of a document.
public final class FindingTables {

    private FindingTables() {}

    /// The way of a message, a row each hop.
    public static NamedTable hops(MsiPath path) {
        return new NamedTable(
                "hops",
                "MSI path of " + path.device() + " vector " + path.vector(),
                new FactTable(
                        List.of("Hop", "Kind", "What", "Fields", "Status", "Why"),
                        path.hops().stream().map(hop -> hop(path, hop)).toList()));
    }

    private static FactTable.Row hop(MsiPath path, MsiHop hop) {
        return FactTable.Row.of(
                hop.element(),
                Integer.toString(path.hops().indexOf(hop) + 1),
                word(hop.kind()),
                hop.title(),
                hop.fields().stream()
                        .map(field -> (field.name() + " " + field.value()).strip())
                        .collect(Collectors.joining(", ")),
                word(hop.status()),
                hop.reason() == null ? "" : hop.reason().text());
    }

    /// What the rules found, errors first.
    public static NamedTable problems(List<Problem> problems) {
        return new NamedTable(
                "problems",
                "Problems",
                new FactTable(
                        List.of("Severity", "Rule", "Step", "What", "Verdict"),
                        problems.stream().map(FindingTables::problem).toList()));
    }

    private static FactTable.Row problem(Problem problem) {
        ElementId element =
                problem.elements().isEmpty()
                        ? new ElementId.OfDocument()
                        : problem.elements().getFirst();
        return FactTable.Row.of(
                element,
                problem.severity().word(),
                problem.rule(),
                problem.step() == 0 ? "" : Integer.toString(problem.step()),
                problem.text(),
                problem.verdict());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
