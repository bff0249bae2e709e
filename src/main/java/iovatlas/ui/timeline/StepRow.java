package iovatlas.ui.timeline;

import java.util.List;

/// A step with its answers.
///
/// @param number 1-based
/// @param action what it does, in a few words
/// @param answer `OK`, the errno's name or `off`
/// @param refused whether the kernel refused something
/// @param enabled whether it runs
/// @param note the document's note on it, empty for none
/// @param calls what the kernel was asked, in order
public record StepRow(
        int number,
        String action,
        String answer,
        boolean refused,
        boolean enabled,
        String note,
        List<CallLine> calls) {

    /// A call and its answer.
    ///
    /// @param name of the system call or file
    /// @param answer `OK` or the errno's name
    /// @param refused whether it is an error
    /// @param reasons why, each with its source
    public record CallLine(String name, String answer, boolean refused, List<String> reasons) {
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
