package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.steps.MapGuestEvent;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// The guest's interrupt controller drops a message.
///
/// Source: `arch/arm64/kvm/vgic/vgic-its.c:vgic_its_resolve_lpi`.
public final class MsiLostAtVits implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "MSI_LOST_AT_VITS",
                    Severity.ERROR,
                    "The guest's interrupt controller drops a message",
                    "A message reaches the host and KVM, and the guest's virtual ITS has no entry"
                            + " for it.",
                    "KVM drops the interrupt without a trace; nothing is kept for later.",
                    Source.of("arch/arm64/kvm/vgic/vgic-its.c", "vgic_its_resolve_lpi"),
                    Releases.ALL,
                    "A guest that unmasked the vector without having issued MAPTI.",
                    "let the guest map the event (MAPD, MAPTI, MAPC) before it unmasks the vector");

    private static final FiredMessages MESSAGES =
            new FiredMessages(CARD, FiredMessages.End.DROPPED_BY_GUEST, "dropped by KVM");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        return MESSAGES.problems(
                inspected,
                (result, path) -> {
                    var edit = new MapGuestEvent(result.number(), path.device(), path.vector());
                    return edit.refusal(inspected.atlas()).isPresent()
                            ? List.of(new Fix(CARD.fix(), null))
                            : List.of(
                                    new Fix(
                                            "have the guest map the event of vector %d before that step"
                                                    .formatted(path.vector()),
                                            edit));
                });
    }
}
