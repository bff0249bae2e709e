package iovatlas.importer.acpi;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// Which IOMMU serves each requester ID of one segment, and which other ID it uses, filled entry by
/// entry as Linux fills its tables: a later entry overwrites an earlier one.
///
/// Source: `drivers/iommu/amd/init.c:init_iommu_from_acpi, set_dev_entry_from_acpi`.
public final class IvrsDevices {

    private static final int REQUESTERS = 0x10000;

    private final @Nullable IvrsHardware[] serving = new IvrsHardware[REQUESTERS];
    private final int[] alias = new int[REQUESTERS];

    private IvrsDevices() {
        Arrays.setAll(alias, i -> i);
    }

    /// The tables of one segment.
    public static IvrsDevices of(Ivrs table, int segment) {
        IvrsDevices devices = new IvrsDevices();
        List<IvrsHardware> blocks =
                table.hardware().stream().filter(b -> b.segment() == segment).toList();
        int last = blocks.stream().mapToInt(IvrsDevices::lastDevice).max().orElse(0);
        for (IvrsHardware block : blocks) {
            devices.fill(block, last);
            // The table lists the IOMMU's own function; Linux takes it out again.
            devices.serving[block.device()] = null;
        }
        return devices;
    }

    /// The IOMMU in front of a requester ID, or null.
    public @Nullable IvrsHardware iommu(int requester) {
        return serving[requester];
    }

    /// The ID that a requester uses, itself when it has no alias.
    public int alias(int requester) {
        return alias[requester];
    }

    private static int lastDevice(IvrsHardware block) {
        return block.entries().stream()
                .mapToInt(entry ->
                        switch (entry.type()) {
                            case 1 -> REQUESTERS - 1;
                            case 2, 4, 0x42, 0x46 -> entry.device();
                            default -> 0;
                        })
                .max()
                .orElse(0);
    }

    private void fill(IvrsHardware block, int lastDevice) {
        int start = 0;
        int aliasOfRange = -1;
        for (IvrsHardware.Entry entry : block.entries()) {
            switch (entry.type()) {
                case 1 -> Arrays.fill(serving, 0, lastDevice + 1, block);
                case 2, 0x46, 0xf0 -> serving[entry.device()] = block;
                case 3, 0x47 -> {
                    start = entry.device();
                    aliasOfRange = -1;
                }
                case 0x42 -> one(block, entry.device(), entry.used());
                case 0x43 -> {
                    start = entry.device();
                    aliasOfRange = entry.used();
                }
                case 4 -> {
                    for (int id = start; id <= entry.device(); id++) {
                        one(block, id, aliasOfRange < 0 ? id : aliasOfRange);
                    }
                }
                case 0x48 -> serving[entry.used()] = block;
                default -> {
                    // Reserved types carry nothing.
                }
            }
        }
    }

    private void one(IvrsHardware block, int device, int used) {
        serving[device] = block;
        serving[used] = block;
        alias[device] = used;
    }
}
