package iovatlas.ui.problems;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.edit.Edit;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.List;
import java.util.Optional;

/// The problems of the document, and what happens when one is chosen.
public final class ProblemsViewModel {

    private final DocumentSession session;
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final StringBinding title;

    public ProblemsViewModel(DocumentSession session) {
        this.session = session;
        this.title =
                Bindings.createStringBinding(
                        () -> problems.isEmpty() ? "Problems" : "Problems " + problems.size(),
                        problems);
        session.computedProperty().subscribe(this::show);
    }

    /// Errors first.
    public ObservableList<Problem> problems() {
        return problems;
    }

    public StringBinding title() {
        return title;
    }

    /// Selects what a problem is about and goes to the step where it shows.
    public void choose(Problem problem) {
        List<ElementId> elements = problem.elements();
        if (!elements.isEmpty()) {
            session.selection().select(elements.reversed());
        }
        if (problem.step() > 0) {
            session.showStep(problem.step());
        }
    }

    /// The fixes that can be done from here.
    public List<Fix> doable(Problem problem) {
        return problem.fixes().stream().filter(fix -> fix.edit() != null).toList();
    }

    /// Does a fix.
    ///
    /// @return why it could not be done; empty when it was
    public Optional<String> mend(Fix fix) {
        Edit edit = fix.edit();
        return edit == null ? Optional.of(fix.text()) : session.apply(edit);
    }

    /// The page of a problem's rule, as plain text.
    public String explain(Problem problem) {
        StringBuilder text = new StringBuilder(problem.text()).append(".\n\n");
        if (problem.reason() != null) {
            text.append(problem.reason().text())
                    .append("\n")
                    .append(problem.reason().rule().source())
                    .append(", ")
                    .append(problem.reason().rule().releases().text())
                    .append("\n\n");
        }
        StandardRules.catalog()
                .rule(problem.rule())
                .map(rule -> rule.card())
                .ifPresent(card -> page(text, card));
        problem.fixes().forEach(fix -> text.append("\u2022 ").append(fix.text()).append("\n"));
        return text.toString().stripTrailing();
    }

    /// A problem as one line, for the clipboard.
    public String line(Problem problem) {
        return problem.severity().word()
                + ": "
                + problem.rule()
                + ": "
                + problem.text()
                + " ("
                + problem.verdict()
                + ")";
    }

    private static void page(StringBuilder text, RuleCard card) {
        text.append(card.why()).append("\n\nWays out:\n");
    }

    private void show(Computed computed) {
        if (!problems.equals(computed.problems())) {
            problems.setAll(computed.problems());
        }
    }
}
