package iovatlas.ui.shell;

import iovatlas.diagnostic.Problem;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import java.util.List;

/// Goes from problem to problem: shows the step where it shows and selects what it is about.
final class ProblemWalk {

    private final Workspace workspace;
    private int last = -1;
    private List<Problem> walked = List.of();

    ProblemWalk(Workspace workspace) {
        this.workspace = workspace;
    }

    /// @param direction 1 for the next, -1 for the one before
    void go(int direction) {
        workspace
                .current()
                .ifPresent(session -> {
                    List<Problem> problems = session.computed().problems();
                    if (!problems.equals(walked)) {
                        walked = problems;
                        last = direction > 0 ? -1 : 0;
                    }
                    if (!problems.isEmpty()) {
                        last = Math.floorMod(last + direction, problems.size());
                        show(session, problems.get(last));
                    }
                });
    }

    private static void show(DocumentSession session, Problem problem) {
        session.showStep(problem.step());
        session.selection().select(problem.elements().reversed());
    }
}
