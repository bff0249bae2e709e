package iovatlas.diagnostic;

import iovatlas.kernel.Reason;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Something that is wrong, or could go wrong.
///
/// @param rule id of the rule that found it, e.g. `MAP_OVER_RESERVED`
/// @param severity how bad
/// @param text one or two sentences that name the owners, the exact range and the answer
/// @param verdict short: what the kernel answers or what silently happens, e.g. `MAP_DMA EINVAL`
/// @param elements what it is about, the most important first
/// @param reason the kernel rule behind it, null when there is none
/// @param step the step where it shows, 1-based; 0 for boot
/// @param fixes ways out, in words, the smallest first
public record Problem(
        String rule,
        Severity severity,
        String text,
        String verdict,
        List<ElementId> elements,
        @Nullable Reason reason,
        int step,
        List<Fix> fixes) {

    public Problem {
        elements = List.copyOf(elements);
        fixes = List.copyOf(fixes);
    }
}
