package iovatlas.kernel.doorbell;

import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.its.ItsDriver;
import iovatlas.kernel.its.ItsTables;
import iovatlas.kernel.its.LpiSpace;
import iovatlas.kernel.its.SpiFrame;
import iovatlas.kernel.remapping.VectorMatrix;
import iovatlas.topology.Cpu;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;
import iovatlas.topology.V2mVariant;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The interrupt controllers of a machine before any function has a vector.
final class HostControllersBoot {

    private static final int INTERRUPT_ID_BITS = 16;

    private HostControllersBoot() {}

    static HostControllers of(Topology topology) {
        List<Cpu> cpus =
                topology.cpus().stream().sorted(Comparator.comparingInt(Cpu::number)).toList();
        int count = Math.max(1, cpus.size());
        int lpis = LpiSpace.usable(INTERRUPT_ID_BITS, 0);
        Map<String, ItsTables> tables = new HashMap<>();
        Map<String, SpiFrame> frames = new HashMap<>();
        for (MsiController controller : topology.msiControllers()) {
            switch (controller) {
                case MsiController.Its its ->
                        tables.put(
                                its.name(),
                                ItsTables.booted(
                                        its.deviceIdBits(), its.eventIdBits(), lpis, count));
                case MsiController.GicV2m v2m ->
                        frames.put(
                                v2m.name(),
                                SpiFrame.of(
                                        v2m.name(),
                                        v2m.base(),
                                        v2m.variant(),
                                        v2m.firstSpi(),
                                        v2m.spis()));
                case MsiController.Mbi mbi ->
                        frames.put(
                                mbi.name(),
                                SpiFrame.of(
                                        mbi.name(),
                                        mbi.alias() == null ? mbi.base() : mbi.alias(),
                                        V2mVariant.STANDARD,
                                        mbi.firstSpi(),
                                        mbi.spis()));
                case MsiController.Apic _ -> {
                    // The local APICs are in the vector matrix.
                }
            }
        }
        return new HostControllers(
                ItsDriver.booted(tables, lpis, count),
                frames,
                Map.of(),
                PersistentMap.empty(),
                VectorMatrix.of(count),
                cpus.stream().map(cpu -> (int) cpu.hardwareId()).toList());
    }
}
