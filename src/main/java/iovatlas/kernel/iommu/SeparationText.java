package iovatlas.kernel.iommu;

import iovatlas.kernel.pci.AcsWord;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciRules;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words a change that would part two functions.
final class SeparationText {

    /// SV, RR, CR and UF on, the other bits as firmware has them; the right-most character is bit 0.
    private static final String BITS = "xx111x1";

    private final GroupTable table;
    private final PciNode first;
    private final PciNode second;

    SeparationText(GroupTable table, PciNode first, PciNode second) {
        this.table = table;
        this.first = first;
        this.second = second;
    }

    /// Isolation by ACS at these ports or functions.
    Separation byAcs(List<PciNode> ports) {
        List<String> parts = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (PciNode port : ports) {
            Optional<AcsWord> word = table.acs(port.at());
            String name = port.function().kind().spelling() + " " + port.at();
            parts.add(
                    word.isPresent()
                            ? "switch " + AcsWord.names(word.get().missing()) + " on at " + name
                            : "replace " + name + " by one with an ACS capability");
            if (word.isEmpty()) {
                warnings.add(
                        "no option of the kernel gives "
                                + name
                                + " an ACS capability; pcie_acs_override, a patch that is not in"
                                + " Linux, only pretends");
            }
        }
        boolean configurable = ports.stream().allMatch(p -> table.acs(p.at()).isPresent());
        return new Separation(
                String.join(", ", parts),
                ports.stream().map(PciNode::at).toList(),
                configurable ? option(ports, warnings) : "",
                warnings);
    }

    private String option(List<PciNode> ports, List<String> warnings) {
        if (!PciRules.ACS_CONFIGURED.holdsIn(table.facts().release().value())) {
            warnings.add(
                    "this needs config_acs, which is "
                            + PciRules.ACS_CONFIGURED.releases().text()
                            + "; this kernel is "
                            + table.facts().release().value());
            return "";
        }
        warnings.add(
                "the bits written as x become what firmware left, not what the kernel would set");
        warnings.add("groups that exist are never split again: it takes effect at the next boot");
        if (ports.stream().anyMatch(port -> port.function().capabilities().ats())) {
            warnings.add("translated requests (ATS) still go directly unless DT is off");
        }
        return "pci=config_acs="
                + ports.stream().map(p -> BITS + "@" + p.at()).collect(Collectors.joining(";"));
    }

    /// Another place for one of the two.
    Separation byPlace() {
        if (sameDevice()) {
            return new Separation(
                    "use a device whose functions are isolated by ACS or known to the kernel as"
                            + " isolated",
                    List.of(first.at(), second.at()),
                    "",
                    List.of("the two are functions of one device and cannot be moved apart"));
        }
        PciNode moved = second.function().kind().isBridge() ? first : second;
        Optional<PciAddress> free = freePort();
        String place =
                free.map(at -> "below " + at + ", which isolates and has nothing below it")
                        .orElse("below a root port of its own with ACS");
        List<PciAddress> ports = new ArrayList<>(List.of(moved.at()));
        free.ifPresent(ports::add);
        return new Separation("move " + moved.at() + " " + place, ports, "", List.of());
    }

    private boolean sameDevice() {
        return first.at().sameSlot(second.at())
                && !first.function().kind().isBridge()
                && !second.function().kind().isBridge();
    }

    /// A port that isolates up to the root and whose bus is empty.
    private Optional<PciAddress> freePort() {
        return table.tree().nodes().stream().filter(this::isFreePort).map(PciNode::at).findFirst();
    }

    private boolean isFreePort(PciNode node) {
        BusRange buses = node.function().buses();
        FunctionKind kind = node.function().kind();
        return buses != null
                && (kind == FunctionKind.ROOT_PORT || kind == FunctionKind.SWITCH_DOWNSTREAM)
                && table.machine().judge().pathIsolates(node)
                && table.tree().nodes().stream().noneMatch(other -> other.bridge() == node);
    }
}
