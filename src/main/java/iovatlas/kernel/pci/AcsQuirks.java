package iovatlas.kernel.pci;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IommuKind;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Applies the table of device quirks to one machine.
///
/// Source: `drivers/pci/quirks.c:pci_dev_specific_acs_enabled`.
final class AcsQuirks {

    private final AcsSettings settings;
    private final boolean ivrs;
    private final KernelRelease release;
    private final Map<Integer, List<AcsQuirk>> byVendor = new HashMap<>();

    private AcsQuirks(AcsSettings settings, boolean ivrs, KernelRelease release) {
        this.settings = settings;
        this.ivrs = ivrs;
        this.release = release;
        for (AcsQuirk quirk : AcsQuirk.TABLE) {
            if (release.atLeast(quirk.since())) {
                byVendor.computeIfAbsent(quirk.vendor(), _ -> new ArrayList<>()).add(quirk);
            }
        }
    }

    static AcsQuirks of(Topology topology, AcsSettings settings, KernelRelease release) {
        boolean ivrs = topology.iommus().stream().anyMatch(i -> i.kind() == IommuKind.AMD_VI);
        return new AcsQuirks(settings, ivrs, release);
    }

    /// The first quirk that has an answer decides; null for none.
    @Nullable AcsVerdict verdict(PciNode node) {
        int vendor = node.function().identity().id().vendor();
        for (AcsQuirk quirk : byVendor.getOrDefault(vendor, List.of())) {
            Boolean answer =
                    quirk.covers(node.function().identity().id().device())
                            ? answer(quirk, node)
                            : null;
            if (answer != null) {
                return new AcsVerdict(
                        answer,
                        Reason.of(
                                answer ? PciRules.ACS_QUIRK : PciRules.ACS_QUIRK_REFUSES,
                                new Evidence.OfFunction(
                                        node.function().kind().spelling(), node.at()),
                                new Evidence.OfText("", quirk.mechanism().function())));
            }
        }
        return null;
    }

    private @Nullable Boolean answer(AcsQuirk quirk, PciNode node) {
        FunctionKind kind = node.function().kind();
        return switch (quirk.mechanism()) {
            case ISOLATES -> true;
            case NEVER -> false;
            case INTEGRATED_ENDPOINT -> kind == FunctionKind.INTEGRATED_ENDPOINT ? true : null;
            case ROOT_PORT -> kind == FunctionKind.ROOT_PORT ? true : null;
            case PORT -> isPort(kind) ? true : null;
            case PORT_NEVER -> isPort(kind) ? false : null;
            case REGISTERS_OF_ROOT_PORT ->
                    kind == FunctionKind.ROOT_PORT ? byRegisters(node) : null;
            case ENABLED_ROOT_PORT ->
                    kind == FunctionKind.ROOT_PORT ? (Boolean) isEnabled(node) : null;
            case SOUTHBRIDGE -> isSouthbridge(node) ? true : null;
        };
    }

    /// The kernel programs such a port when it enables ACS; for some releases it looked for the
    /// capability first and so passed by every port that has none.
    private boolean isEnabled(PciNode node) {
        boolean passedBy =
                node.function().capabilities().acs() == null
                        && PciRules.isCapabilityWanted(release);
        return settings.requestedFor(node) && !passedBy;
    }

    /// No answer without the capability, as for any other port.
    private @Nullable Boolean byRegisters(PciNode node) {
        AcsWord word = settings.of(node);
        return word == null ? null : (Boolean) (word.missing() == 0);
    }

    private boolean isSouthbridge(PciNode node) {
        return node.multifunction() && node.onRootBus() && ivrs;
    }

    private static boolean isPort(FunctionKind kind) {
        return kind == FunctionKind.ROOT_PORT || kind == FunctionKind.SWITCH_DOWNSTREAM;
    }
}
