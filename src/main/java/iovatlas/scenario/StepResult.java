package iovatlas.scenario;

import iovatlas.kernel.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What the kernel answered to one step.
///
/// @param number 1-based
/// @param step as the document has it
/// @param calls the calls that the step made, in order, each with its answer; empty for a step
///     that is switched off. The last one decides the step, of messages the worst one.
/// @param log lines that the kernel would print
public record StepResult(int number, ScenarioStep step, List<Call> calls, List<String> log) {

    /// One call of the step, or one message that it sends.
    ///
    /// @param name e.g. `VFIO_IOMMU_MAP_DMA`
    /// @param outcome success, or errno with reason; the value is for people. A message is no call
    ///     and has no errno: it succeeds, with the rule that ended it as its reason
    /// @param message the way of the message, null for a call
    public record Call(String name, Outcome<String> outcome, @Nullable MsiPath message) {

        static Call of(String name, Outcome<String> outcome) {
            return new Call(name, outcome, null);
        }

        /// "OK", an errno's name, or how the message ends.
        public String word() {
            return message == null ? outcome.word() : message.verdict().word();
        }

        public Mark mark() {
            if (message == null) {
                return outcome.isOk() ? Mark.FINE : Mark.WRONG;
            }
            return switch (message.verdict()) {
                case DELIVERED -> Mark.FINE;
                case PENDING -> Mark.WAITING;
                case LOST, MISDELIVERED, NOT_SET_UP -> Mark.WRONG;
            };
        }
    }

    public StepResult {
        calls = List.copyOf(calls);
        log = List.copyOf(log);
    }

    /// True when no call got an errno (or nothing was called). A message that is lost has none: see
    /// [#mark].
    public boolean isOk() {
        for (Call call : calls) {
            if (!call.outcome().isOk()) {
                return false;
            }
        }
        return true;
    }

    /// The gravest mark of all calls.
    public Mark mark() {
        return calls.stream().map(Call::mark).max(Comparator.naturalOrder()).orElse(Mark.OFF);
    }

    /// "OK", an errno's name, "off", or how the step's messages end: `lost`, and `lost 2/8` when
    /// only two of eight are lost.
    public String word() {
        if (calls.isEmpty()) {
            return "off";
        }
        return messages().isEmpty() ? calls.getLast().word() : wordOfMessages();
    }

    /// The ways of the messages that the step sends, one for each vector.
    public List<MsiPath> messages() {
        return calls.stream().map(Call::message).filter(Objects::nonNull).toList();
    }

    private String wordOfMessages() {
        Call worst = calls.stream().max(Comparator.comparing(Call::mark)).orElseThrow();
        long same = calls.stream().filter(call -> call.word().equals(worst.word())).count();
        return same == calls.size()
                ? worst.word()
                : "%s %d/%d".formatted(worst.word(), same, calls.size());
    }
}
