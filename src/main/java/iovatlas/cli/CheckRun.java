package iovatlas.cli;

import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;

import java.util.List;

/// What a check found in all its inputs.
///
/// @param inputs those that could be read, in their order
/// @param unreadable those that could not
/// @param failOn the lowest level that fails the check
record CheckRun(List<CheckedInput> inputs, List<Unreadable> unreadable, Severity failOn) {

    CheckRun {
        inputs = List.copyOf(inputs);
        unreadable = List.copyOf(unreadable);
    }

    /// An input that was not checked.
    ///
    /// @param name as it was given
    /// @param reason one sentence
    record Unreadable(String name, String reason) {}

    /// Whether a problem fails the check.
    boolean fails(Problem problem) {
        return problem.severity().compareTo(failOn) <= 0;
    }

    int exitCode() {
        if (!unreadable.isEmpty()) {
            return ExitCode.UNREADABLE;
        }
        boolean failed =
                inputs.stream().flatMap(input -> input.problems().stream()).anyMatch(this::fails);
        return failed ? ExitCode.PROBLEMS : ExitCode.FINE;
    }
}
