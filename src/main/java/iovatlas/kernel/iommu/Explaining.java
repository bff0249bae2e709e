package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Puts an [Explanation] together.
final class Explaining {

    private Explaining() {}

    static Explanation of(GroupTable table, PciAddress first, PciAddress second) {
        boolean two = !first.equals(second);
        boolean together =
                table.groupOf(first).isPresent()
                        && table.groupOf(first).equals(table.groupOf(second));
        List<JoinLink> chain = new ArrayList<>();
        if (together && two) {
            chain.addAll(LinkChain.between(table.state().links(), first, second));
        } else {
            Stream.of(first, second)
                    .distinct()
                    .forEach(at -> table.linkOf(at).ifPresent(chain::add));
        }
        List<Reason> refusals =
                Stream.of(first, second)
                        .distinct()
                        .flatMap(at -> table.whyUngrouped(at).stream())
                        .toList();
        PciNode one = table.tree().node(first).orElse(null);
        PciNode other = table.tree().node(second).orElse(null);
        List<Separation> separations =
                together && two && one != null && other != null
                        ? Separations.of(table, one, other)
                        : List.of();
        return new Explanation(first, second, together, chain, refusals, separations, notes(table));
    }

    private static List<String> notes(GroupTable table) {
        return table.facts()
                .commandLine()
                .value()
                .value("pcie_acs_override")
                .map(value ->
                        List.of(
                                "the command line has pcie_acs_override="
                                        + value
                                        + ": a patch that is not in Linux; it is not counted here,"
                                        + " and where it is built in it changes what the kernel"
                                        + " believes, not the hardware"))
                .orElse(List.of());
    }
}
