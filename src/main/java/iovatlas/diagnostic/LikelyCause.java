package iovatlas.diagnostic;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.pci.AcsVerdict;
import iovatlas.kernel.pci.PciNode;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Says what probably makes the model and the recorded machine differ: what the recording lacks, the
/// order of driver probes, a patched kernel, or a rule that the model does not have.
public final class LikelyCause {

    private static final KernelRelease EAGER = KernelRelease.of(6, 15);
    private static final int MOST_NAMED = 6;

    private final GroupTable table;
    private final Observation recorded;

    public LikelyCause(GroupTable table, Observation recorded) {
        this.table = table;
        this.recorded = recorded;
    }

    /// One sentence without a full stop.
    public String of(Mismatch mismatch) {
        Optional<String> override = override();
        return switch (mismatch.kind()) {
            case MEMBERS ->
                    override.map(sign ->
                                    "override: "
                                            + sign
                                            + ", a patch that is not in Linux and claims isolation"
                                            + " that is not there")
                            .orElseGet(() -> members(mismatch));
            case UNGROUPED -> ungrouped(mismatch);
            case NUMBER ->
                    "probe order: numbers are given in the order in which functions are probed";
            case TYPE ->
                    "the default domain: a driver, the command line or the kernel's configuration"
                            + " chose it";
            case REGIONS ->
                    noted("no .* is recorded|RMRR|reserved")
                            .map(note -> "missing table: " + note)
                            .orElse(
                                    "firmware: a region that the tables do not tell, or a quirk"
                                            + " that the model does not know");
        };
    }

    /// The patch shows on the command line and warns in the log.
    private Optional<String> override() {
        return table.facts()
                .commandLine()
                .value()
                .value("pcie_acs_override")
                .map(words -> "the kernel was started with pcie_acs_override=" + words)
                .or(() ->
                        recorded.logFacts().stream()
                                .filter(line -> line.contains("PCIe ACS overrides enabled"))
                                .findFirst()
                                .map(_ -> "the kernel's log says \"PCIe ACS overrides enabled\""));
    }

    private String members(Mismatch mismatch) {
        Set<String> more = new TreeSet<>(names(mismatch.computed()));
        more.removeAll(names(mismatch.recorded()));
        if (!more.isEmpty()) {
            return tooLarge(mismatch, more);
        }
        Optional<String> blind = noted("nothing tells the buses below");
        if (blind.isPresent()) {
            return "missing bytes: " + blind.get();
        }
        return lateProbe()
                .orElse(
                        "quirk unknown: the real kernel saw an alias or a missing isolation that"
                                + " the model has no rule for");
    }

    /// The model sees no isolation where the kernel did.
    private String tooLarge(Mismatch mismatch, Set<String> more) {
        List<PciNode> leaking = leaking(mismatch);
        boolean blind = noted(" not known").isPresent();
        List<String> silent = named(leaking.stream().filter(n -> lacksAcs(n)).toList());
        if (blind && !silent.isEmpty()) {
            return "missing bytes: the ACS capability of %s is not in the recording (extended"
                            .formatted(String.join(", ", silent))
                    + " configuration space, printed by lspci -vv as root)";
        }
        boolean nameless = leaking.stream().anyMatch(LikelyCause::isNameless);
        if (nameless) {
            return "missing bytes: the device number of "
                    + String.join(", ", named(leaking))
                    + " is not in the recording, so no quirk by device can apply (lspci -nn)";
        }
        return lateProbe()
                .orElse(
                        "quirk unknown: the model finds no isolation at "
                                + String.join(", ", leaking.isEmpty() ? more : named(leaking)));
    }

    private List<PciNode> leaking(Mismatch mismatch) {
        List<PciNode> found = new ArrayList<>();
        for (String name : names(mismatch.computed())) {
            if (PciAddress.isAddress(name)) {
                PciAddress at = PciAddress.parse(name);
                boolean leaks = table.acsVerdict(at).filter(v -> !v.isolates()).isPresent();
                table.tree().node(at).filter(_ -> leaks).ifPresent(found::add);
            }
        }
        return found;
    }

    private boolean lacksAcs(PciNode node) {
        return node.function().capabilities().acs() == null
                && node.function().kind() != FunctionKind.PCIE_TO_PCI_BRIDGE
                && table.acsVerdict(node.at()).filter(LikelyCause::isByRegisters).isPresent();
    }

    /// Verdicts that would be others if a capability were there.
    private static boolean isByRegisters(AcsVerdict verdict) {
        return !verdict.reason().rule().id().startsWith("acs-device-quirk");
    }

    private static boolean isNameless(PciNode node) {
        return node.function().identity().id().device() == 0xffff;
    }

    private String ungrouped(Mismatch mismatch) {
        boolean computed = mismatch.computed().startsWith("group");
        @Nullable PciAddress at =
                PciAddress.isAddress(mismatch.subject())
                        ? PciAddress.parse(mismatch.subject())
                        : null;
        Optional<String> table =
                noted("no .* is recorded that tells which functions it serves")
                        .or(() -> noted("is not modelled"));
        if (computed) {
            return table.map(note -> "missing table: " + note)
                    .or(this::lateProbe)
                    .orElse("firmware: no table describes it to the IOMMU");
        }
        if (at != null && this.table.whyUngrouped(at).isPresent() && lateProbe().isPresent()) {
            return "probe order: no driver is recorded that was tried on it";
        }
        return table.map(note -> "missing table: " + note)
                .orElse("missing table: nothing recorded describes the IOMMU that serves it");
    }

    /// Where groups come with the first driver, their members depend on the order of the drivers.
    private Optional<String> lateProbe() {
        boolean late =
                table.facts().release().value().before(EAGER)
                        && table.topology().iommus().stream()
                                .anyMatch(iommu ->
                                        switch (iommu.kind()) {
                                            case SMMU_V2, SMMU_V3, VIRTIO_IOMMU -> true;
                                            case VTD, AMD_VI -> false;
                                        });
        return late
                ? Optional.of(
                        "probe order: this kernel forms groups when drivers are tried, and the"
                                + " recording does not tell the order of all of them")
                : Optional.empty();
    }

    private Optional<String> noted(String pattern) {
        return recorded.notes().stream()
                .filter(note -> note.severity() == Note.Severity.WARNING)
                .filter(note -> note.text().matches(".*(?:" + pattern + ").*"))
                .map(note -> note.where() + ": " + note.text())
                .findFirst();
    }

    private static List<String> named(List<PciNode> nodes) {
        List<String> names =
                new ArrayList<>(nodes.stream().map(PciNode::toString).limit(MOST_NAMED).toList());
        if (nodes.size() > MOST_NAMED) {
            names.add("...");
        }
        return names;
    }

    private static List<String> names(String members) {
        return Arrays.asList(members.split(" ", -1));
    }
}
