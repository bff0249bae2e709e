package iovatlas.kernel.pci;

import iovatlas.topology.PciId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Intel Volume Management Devices: what is behind one sends as the VMD endpoint itself.
///
/// The kernel numbers their segments upwards from 0x10000 as the endpoints are probed.
///
/// Source: `arch/x86/pci/common.c:pci_real_dma_dev`, `drivers/pci/controller/vmd.c`.
final class VmdEndpoints {

    private static final int FIRST_SEGMENT = 0x10000;
    private static final int INTEL = 0x8086;
    private static final Set<Integer> DEVICES =
            Set.of(0x201d, 0x28c0, 0x467f, 0x4c3d, 0x7d0b, 0x9a0b, 0xa77f, 0xad0b, 0xb60b, 0xb06f);

    private final Map<Integer, PciNode> bySegment;

    private VmdEndpoints(Map<Integer, PciNode> bySegment) {
        this.bySegment = bySegment;
    }

    static VmdEndpoints of(List<PciNode> nodes) {
        TreeSet<Integer> segments = new TreeSet<>();
        nodes.forEach(node -> segments.add(node.at().segment()));
        Map<Integer, PciNode> map = new HashMap<>();
        if (!segments.isEmpty() && segments.last() >= FIRST_SEGMENT) {
            var endpoints = nodes.stream().filter(VmdEndpoints::isVmd).iterator();
            for (int segment : segments.tailSet(FIRST_SEGMENT)) {
                if (endpoints.hasNext()) {
                    map.put(segment, endpoints.next());
                }
            }
        }
        return new VmdEndpoints(map);
    }

    PciNode endpointFor(PciNode node) {
        return bySegment.isEmpty() ? node : bySegment.getOrDefault(node.at().segment(), node);
    }

    private static boolean isVmd(PciNode node) {
        PciId id = node.function().identity().id();
        return id.vendor() == INTEL && DEVICES.contains(id.device());
    }
}
