package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Puts an [Explanation] together.
final class Explaining {

    private Explaining() {}

    static Explanation of(GroupTable table, PciAddress first, PciAddress second) {
        boolean together =
                table.groupOf(first).isPresent()
                        && table.groupOf(first).equals(table.groupOf(second));
        List<JoinLink> chain = new ArrayList<>();
        if (together && !first.equals(second)) {
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
        return new Explanation(first, second, together, chain, refusals, List.of());
    }
}
