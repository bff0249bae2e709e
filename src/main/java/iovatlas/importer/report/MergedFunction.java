package iovatlas.importer.report;

import iovatlas.importer.dmesg.LoggedFunction;
import iovatlas.importer.lspci.ListedFunction;
import iovatlas.importer.pci.ConfigImage;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciId;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// One function as listing and log tell of it together. The listing wins, as it shows registers.
///
/// @param at the function
/// @param config its configuration space as far as it is told
/// @param driver null for none
/// @param windows lines of sysfs' `resource` file by number
record MergedFunction(
        PciAddress at, ConfigImage config, @Nullable String driver, Map<Integer, String> windows) {

    private static final int SECONDARY = 0x19;
    private static final int SUBORDINATE = 0x1a;

    static MergedFunction of(
            PciAddress at,
            @Nullable ListedFunction listed,
            @Nullable LoggedFunction logged,
            PieceNotes notes) {
        ConfigImage config = listed == null ? new ConfigImage() : listed.config();
        if (listed != null && listed.buses() != null) {
            addBuses(config, listed.buses());
        }
        if (logged != null) {
            add(at, config, logged, notes);
        }
        @Nullable String driver = listed == null ? null : listed.driver();
        return new MergedFunction(
                at,
                config,
                driver == null && logged != null ? logged.driver() : driver,
                listed == null ? Map.of() : listed.windows());
    }

    private static void add(
            PciAddress at, ConfigImage config, LoggedFunction logged, PieceNotes notes) {
        @Nullable PciId id = logged.id();
        if (id != null) {
            if (!config.isTold(0x02)) {
                config.u16(0x00, id.vendor());
                config.u16(0x02, id.device());
            } else if (word(config, 0x02) != id.device()) {
                notes.conflict(
                        at,
                        "device number %04x in the listing, %04x in the kernel log"
                                .formatted(word(config, 0x02), id.device()));
            }
            config.u8(0x09, logged.classCode());
            config.u16(0x0a, logged.classCode() >> 8);
            config.u8(0x0e, logged.headerType() & 0x7f);
            if (logged.kind() != null) {
                config.express(logged.kind());
            }
        }
        @Nullable BusRange buses = logged.buses();
        if (buses != null) {
            if (config.isTold(SECONDARY) && config.at(SECONDARY) != buses.first()) {
                notes.conflict(
                        at,
                        "bus %02x below it in the listing, %02x in the kernel log"
                                .formatted(config.at(SECONDARY), buses.first()));
            }
            addBuses(config, buses);
        }
    }

    /// What a picture or a log says about buses counts where no register does.
    private static void addBuses(ConfigImage config, BusRange buses) {
        if (!config.isTold(SECONDARY)) {
            config.u8(SECONDARY, buses.first());
            config.u8(SUBORDINATE, buses.last());
            if (!config.isTold(0x0e)) {
                config.u8(0x0e, 1);
                config.u16(0x0a, 0x0604);
            }
        }
    }

    /// The buses below, null when it is no bridge or nobody told.
    @Nullable BusRange buses() {
        int first = config.at(SECONDARY);
        int last = config.at(SUBORDINATE);
        boolean bridge = (config.at(0x0e) & 0x7f) != 0;
        return bridge && first > 0 && first <= last ? new BusRange(first, last) : null;
    }

    /// True for a bridge of which nobody tells where it leads.
    boolean lacksBuses() {
        return (config.at(0x0e) & 0x7f) == 1 && !config.isTold(SECONDARY);
    }

    private static int word(ConfigImage config, int offset) {
        return config.at(offset) | config.at(offset + 1) << 8;
    }
}
