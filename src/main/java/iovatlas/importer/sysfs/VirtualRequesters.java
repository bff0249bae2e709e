package iovatlas.importer.sysfs;

import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.ObjIntConsumer;

/// The requester IDs of all virtual functions that physical functions have or can have.
final class VirtualRequesters {

    private VirtualRequesters() {}

    /// Calls for every virtual function of a segment with its physical function and its ID.
    static void each(
            List<PciFunction> functions, int segment, ObjIntConsumer<PciAddress> consumer) {
        for (PciFunction function : functions) {
            @Nullable SriovCapability sriov = function.capabilities().sriov();
            if (function.at().segment() != segment || sriov == null || sriov.firstOffset() == 0) {
                continue;
            }
            // Without a stride there is room for one only.
            int count = sriov.stride() == 0 ? 1 : sriov.totalVfs();
            for (int i = 0; i < count; i++) {
                int id =
                        function.at().requesterId().bits()
                                + sriov.firstOffset()
                                + i * sriov.stride();
                if (id > 0xffff) {
                    break;
                }
                consumer.accept(function.at(), id);
            }
        }
    }
}
