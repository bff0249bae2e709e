package iovatlas.kernel.iommu;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the links that connect two members of a group: each member joined through one other, so
/// they form a tree.
final class LinkChain {

    private LinkChain() {}

    /// The links from the first to the second through their nearest common ancestor.
    static List<JoinLink> between(
            Map<PciAddress, JoinLink> links, PciAddress first, PciAddress second) {
        Map<PciAddress, JoinLink> up = ancestors(links, first);
        List<JoinLink> down = new ArrayList<>();
        PciAddress at = second;
        while (at != null && !up.containsKey(at) && !at.equals(first)) {
            JoinLink link = links.get(at);
            at = link == null ? null : link.through();
            if (link != null) {
                down.add(link);
            }
        }
        List<JoinLink> chain = new ArrayList<>();
        for (Map.Entry<PciAddress, JoinLink> entry : up.entrySet()) {
            if (entry.getKey().equals(at)) {
                break;
            }
            chain.add(entry.getValue());
        }
        Collections.reverse(down);
        chain.addAll(down);
        return chain;
    }

    /// The links from a member up to the founder, by member.
    private static Map<PciAddress, JoinLink> ancestors(
            Map<PciAddress, JoinLink> links, PciAddress from) {
        Map<PciAddress, JoinLink> up = new LinkedHashMap<>();
        @Nullable PciAddress at = from;
        while (at != null) {
            JoinLink link = links.get(at);
            if (link == null || up.putIfAbsent(at, link) != null) {
                break;
            }
            at = link.through();
        }
        return up;
    }
}
