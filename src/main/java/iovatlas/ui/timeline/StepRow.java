package iovatlas.ui.timeline;

import iovatlas.scenario.Mark;

import java.util.List;

/// A step with its answers.
///
/// @param number 1-based
/// @param action what it does, in a few words
/// @param answer `OK`, the errno's name, how its messages end, or `off`
/// @param mark how the answer is to be taken
/// @param enabled whether it runs
/// @param note the document's note on it, empty for none
/// @param calls what the kernel was asked, in order
public record StepRow(
        int number,
        String action,
        String answer,
        Mark mark,
        boolean enabled,
        String note,
        List<CallLine> calls) {

    /// A call, or a message, and its answer.
    ///
    /// @param name of the system call or file
    /// @param answer `OK`, the errno's name, or how the message ends
    /// @param mark how the answer is to be taken
    /// @param reasons why, each with its source; of a message also where it shows on a host
    public record CallLine(String name, String answer, Mark mark, List<String> reasons) {
        public CallLine {
            reasons = List.copyOf(reasons);
        }
    }

    public StepRow {
        calls = List.copyOf(calls);
    }

    /// One line for the clipboard.
    public String text() {
        return "%d  %s  %s".formatted(number, action, answer);
    }
}
