package iovatlas.kernel.pci;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// The ACS words of every function of a booted machine, firmware's own value assumed 0 where the
/// machine's description does not force a control word.
///
/// Source: `drivers/pci/pci.c:pci_enable_acs`.
public final class AcsSettings {

    private static final Set<PciId> BROKEN_SOURCE_VALIDATION =
            Set.of(new PciId(0x111d, 0x80b5), new PciId(0x111d, 0x8090));

    private final AcsRequest request;
    private final KernelRelease release;
    private final AcsCommandLine commandLine;
    private final Set<PciAddress> late;

    private AcsSettings(
            AcsRequest request,
            KernelRelease release,
            AcsCommandLine commandLine,
            Set<PciAddress> late) {
        this.request = request;
        this.release = release;
        this.commandLine = commandLine;
        this.late = late;
    }

    /// @param late functions enumerated after the first driver was bound (hot-added ones); virtual
    ///     functions always are
    public static AcsSettings of(Topology topology, BootFacts facts, Set<PciAddress> late) {
        KernelRelease release = facts.release().value();
        return new AcsSettings(
                AcsRequest.of(topology, facts),
                release,
                AcsCommandLine.of(facts.commandLine().value(), release),
                Set.copyOf(late));
    }

    public AcsRequest request() {
        return request;
    }

    /// Whether the kernel has been asked to enable ACS when it enumerates the function.
    public boolean requestedFor(PciNode node) {
        return switch (request) {
            case NEVER -> false;
            case BEFORE_ENUMERATION, WITH_EACH_FUNCTION -> true;
            case AT_FIRST_BIND -> node.function().virtual() != null || late.contains(node.at());
        };
    }

    /// The words of a function, null without the capability.
    public @Nullable AcsWord of(PciNode node) {
        AcsCapability acs = node.function().capabilities().acs();
        if (acs == null) {
            return null;
        }
        int capability = capability(node, acs);
        Integer forced = acs.control();
        if (forced != null) {
            return new AcsWord(capability, forced, Reason.of(PciRules.ACS_FORCED));
        }
        return configured(node, capability, enabled(node, capability));
    }

    private int capability(PciNode node, AcsCapability acs) {
        boolean broken =
                BROKEN_SOURCE_VALIDATION.contains(node.function().identity().id())
                        && PciRules.ACS_BROKEN_BITS.holdsIn(release);
        return broken ? acs.capability() & ~AcsCapability.SOURCE_VALIDATION : acs.capability();
    }

    private AcsWord enabled(PciNode node, int capability) {
        if (requestedFor(node)) {
            if (external(node)) {
                Evidence function = new Evidence.OfFunction("function", node.at());
                return new AcsWord(
                        capability,
                        (AcsWord.REQUIRED | AcsCapability.TRANSLATION_BLOCKING) & capability,
                        Reason.of(PciRules.ACS_EXTERNAL, function));
            }
            int wanted =
                    AcsWord.REQUIRED
                            | (commandLine.noAts() ? AcsCapability.TRANSLATION_BLOCKING : 0);
            KernelRule rule =
                    request == AcsRequest.WITH_EACH_FUNCTION
                            ? PciRules.ACS_AT_DMA_CONFIGURE
                            : PciRules.ACS_ENABLED;
            return new AcsWord(capability, wanted & capability, Reason.of(rule));
        }
        Evidence function = new Evidence.OfFunction("function", node.at());
        return request == AcsRequest.NEVER
                ? new AcsWord(capability, 0, Reason.of(PciRules.ACS_NOT_REQUESTED, function))
                : new AcsWord(capability, 0, Reason.of(PciRules.ACS_REQUEST_TOO_LATE, function));
    }

    /// Whether the kernel sees a function outside the machine, or the port towards it, when it
    /// enables ACS. A port learns that it faces outside only after its enumeration.
    private boolean external(PciNode node) {
        boolean port =
                node.function().externalFacing() && PciRules.ACS_AT_DMA_CONFIGURE.holdsIn(release);
        return (port || node.untrusted()) && PciRules.ACS_EXTERNAL.holdsIn(release);
    }

    private AcsWord configured(PciNode node, int capability, AcsWord kernel) {
        AcsWord word = kernel;
        if (commandLine.disablesRedirect(node)) {
            boolean fallsBack = PciRules.ACS_CONFIGURED.holdsIn(release);
            int control = fallsBack ? 0 : word.control() & ~AcsCommandLine.redirectBits();
            KernelRule rule = fallsBack ? PciRules.ACS_CONFIGURED : PciRules.ACS_REDIR_CLEARED;
            word = new AcsWord(capability, control, Reason.of(rule));
        }
        AcsCommandLine.Setting setting = commandLine.configured(node);
        return setting == null
                ? word
                : new AcsWord(
                        capability,
                        setting.value() & setting.mask() & capability,
                        Reason.of(PciRules.ACS_CONFIGURED));
    }
}
