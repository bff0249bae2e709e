package iovatlas.scenario.design;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.scenario.StepResult;

import java.util.Optional;
import java.util.Set;

/// A refusal by the running kernel that no doorbell design changes: a busy device, a bad argument, a
/// region that must stay mapped one to one.
///
/// @param errno what the kernel answers
/// @param text why
record KernelAnswer(Errno errno, String text) {
    /// The rules that depend on the design; the simulation has its own answer for each.
    private static final Set<String> DESIGN_RULES =
            Set.of(
                    "type1-map-outside-iova-ranges",
                    "type1-map-over-doorbell",
                    "type1-map-overlaps-mapping",
                    "type1-aperture-conflict",
                    "type1-reserved-conflict",
                    "type1-no-iova-left",
                    "type1-unsafe-interrupts",
                    "iommufd-unsafe-interrupts",
                    "ioas-map-reserved",
                    "ioas-map-overlaps",
                    "ioas-reserve-used",
                    "ioas-aperture",
                    "vfio-container-empty",
                    "vfio-no-back-end",
                    "descriptor-not-open");

    /// The refusal of a step, empty when it succeeded or when a design decides about it.
    static Optional<KernelAnswer> of(StepResult result) {
        return result.calls().stream()
                .map(StepResult.Call::outcome)
                .filter(outcome -> !outcome.isOk())
                .findFirst()
                .flatMap(KernelAnswer::of);
    }

    /// The reason without its full stop, to be continued.
    private static String sentence(Reason reason) {
        String text = reason.text();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static Optional<KernelAnswer> of(Outcome<String> refused) {
        Optional<Reason> reason = refused.why().stream().findFirst();
        boolean byDesign = reason.filter(r -> DESIGN_RULES.contains(r.rule().id())).isPresent();
        return byDesign
                ? Optional.empty()
                : refused.error()
                        .map(errno ->
                                new KernelAnswer(
                                        errno, reason.map(KernelAnswer::sentence).orElse("")));
    }
}
