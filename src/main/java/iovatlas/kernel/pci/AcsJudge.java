package iovatlas.kernel.pci;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Answers "does this function isolate" and "does the whole path above isolate" for one machine.
/// Everything is judged once, when the judge is made.
///
/// Source: `drivers/pci/pci.c:pci_acs_enabled, pci_acs_path_enabled`.
public final class AcsJudge {

    private final AcsSettings settings;
    private final AcsQuirks quirks;
    private final List<AcsVerdict> verdicts;
    private final BitSet clearPaths = new BitSet();

    public AcsJudge(PciTree tree, Topology topology, AcsSettings settings) {
        this.settings = settings;
        this.quirks = AcsQuirks.of(topology, settings, tree.release());
        this.verdicts = new ArrayList<>(tree.nodes().size());
        for (PciNode node : tree.nodes()) {
            AcsVerdict verdict = judge(node);
            PciNode above = node.bridge();
            verdicts.add(verdict);
            clearPaths.set(
                    node.position(),
                    verdict.isolates() && (above == null || clearPaths.get(above.position())));
        }
    }

    public AcsSettings settings() {
        return settings;
    }

    /// The kernel's answer for SV, RR, CR and UF together.
    public AcsVerdict verdict(PciNode node) {
        return verdicts.get(node.position());
    }

    public boolean isolates(PciNode node) {
        return verdict(node).isolates();
    }

    /// Whether a bridge and every bridge above it isolate.
    public boolean pathIsolates(PciNode bridge) {
        return clearPaths.get(bridge.position());
    }

    private AcsVerdict judge(PciNode node) {
        AcsVerdict quirk = quirks.verdict(node);
        if (quirk != null) {
            return quirk;
        }
        return switch (node.function().kind()) {
            case CONVENTIONAL, CONVENTIONAL_BRIDGE -> no(PciRules.ACS_NOT_PCIE, node);
            case PCI_TO_PCIE_BRIDGE, PCIE_TO_PCI_BRIDGE, EVENT_COLLECTOR ->
                    no(PciRules.ACS_BRIDGE_TYPE, node);
            case ROOT_PORT, SWITCH_DOWNSTREAM -> registers(node);
            case ENDPOINT, LEGACY_ENDPOINT, SWITCH_UPSTREAM, INTEGRATED_ENDPOINT ->
                    node.multifunction()
                            ? registers(node)
                            : yes(PciRules.ACS_SINGLE_FUNCTION, node);
        };
    }

    private AcsVerdict registers(PciNode node) {
        AcsWord word = settings.of(node);
        if (word == null) {
            return no(PciRules.ACS_NO_CAPABILITY, node);
        }
        int missing = word.missing();
        return missing == 0
                ? verdict(
                        true,
                        PciRules.ACS_BITS_SET,
                        node,
                        AcsWord.names(word.control() & AcsWord.REQUIRED))
                : verdict(false, PciRules.ACS_BITS_MISSING, node, AcsWord.names(missing));
    }

    private static AcsVerdict yes(KernelRule rule, PciNode node) {
        return verdict(true, rule, node, node.function().kind().spelling());
    }

    private static AcsVerdict no(KernelRule rule, PciNode node) {
        return verdict(false, rule, node, node.function().kind().spelling());
    }

    private static AcsVerdict verdict(
            boolean isolates, KernelRule rule, PciNode node, String word) {
        return new AcsVerdict(
                isolates,
                Reason.of(
                        rule,
                        new Evidence.OfFunction(node.function().kind().spelling(), node.at()),
                        new Evidence.OfText("", word)));
    }
}
