package iovatlas.importer.acpi;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.importer.acpi.aml.BootConfiguration;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.IdMapProperty;
import iovatlas.importer.devicetree.RegProperty;

import org.junit.jupiter.api.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Firmware tables of any content: read, or noted, never thrown at anybody.
@Tag("jazzer")
class TableFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsAnyAcpiTable(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        Optional<AcpiTable> table = AcpiTable.read("fuzz", bytes, new ArrayList<>());
        table.ifPresent(read -> {
            Iort iort = Iort.read(read);
            IortWalk walk = new IortWalk(iort);
            for (IortNode node : iort.nodes().values()) {
                for (int id : new int[] {0, 0x100, 0xffff, -1}) {
                    walk.toSmmu(node, id);
                    walk.toIts(node, id);
                }
            }
            Dmar.read(read);
            IvrsDevices.of(Ivrs.read(read), 0);
            Viot.read(read).endpoint(0, 0x100);
            Madt.read(read);
            Mcfg.read(read);
        });
        BootConfiguration.read(List.of(bytes));
    }

    @FuzzTest(maxDuration = "10s")
    void readsAnyDeviceTree(FuzzedDataProvider data) {
        DeviceTree.read(data.consumeRemainingAsBytes(), new ArrayList<>())
                .ifPresent(tree -> {
                    for (DeviceNode node : tree.root().all().toList()) {
                        RegProperty.read(node);
                        IdMapProperty map =
                                IdMapProperty.read(tree, node, "iommu-map", "#iommu-cells");
                        if (map != null) {
                            map.map(0x100);
                        }
                    }
                });
    }
}
