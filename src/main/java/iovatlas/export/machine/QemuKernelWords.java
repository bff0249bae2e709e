package iovatlas.export.machine;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.scenario.KernelState;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The kernel's command line that makes a guest boot as the document says.
final class QemuKernelWords {
    private final KernelState state;
    private final CommandLine line;
    private final List<String> words;

    private QemuKernelWords(KernelState state) {
        this.state = state;
        this.line = state.facts().commandLine().value();
        // A quote or a dollar sign would mean something to the shell around it.
        this.words =
                new ArrayList<>(
                        line.words().stream()
                                .filter(word -> word.matches("[A-Za-z0-9_.,:;@=+/-]+"))
                                .toList());
    }

    /// @param unisolated ports of QEMU that have ACS where the drawing has none
    static String of(KernelState state, List<PciAddress> unisolated) {
        var made = new QemuKernelWords(state);
        made.iommu(state.facts());
        if (!unisolated.isEmpty()) {
            made.words.add(
                    "pci=disable_acs_redir="
                            + unisolated.stream()
                                    .map(PciAddress::toString)
                                    .collect(Collectors.joining(";")));
        }
        return String.join(" ", made.words);
    }

    private void iommu(BootFacts facts) {
        boolean arm = facts.architecture().value() == Architecture.ARM64;
        boolean vtd = state.topology().iommus().stream().anyMatch(i -> i.kind() == IommuKind.VTD);
        if (vtd && facts.iommuOn().value() && line.value("intel_iommu").isEmpty()) {
            words.add("intel_iommu=on");
        }
        boolean told =
                line.value("iommu").isPresent() || line.value("iommu.passthrough").isPresent();
        if (facts.defaultDomain().value() == DomainType.IDENTITY && !told) {
            words.add(arm ? "iommu.passthrough=1" : "iommu=pt");
        }
    }
}
