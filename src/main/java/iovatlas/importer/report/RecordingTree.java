package iovatlas.importer.report;

import iovatlas.importer.pci.CapabilityReader;
import iovatlas.importer.pci.ConfigImage;
import iovatlas.importer.pci.ConfigSpace;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.importer.sysfs.tree.TreeBuilder;
import iovatlas.topology.PciAddress;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the pieces of a machine as the files from which a snapshot of it would be read: so a
/// listing and a snapshot of one machine give one answer.
final class RecordingTree {

    private static final String TABLES = "sys/firmware/acpi/tables/";
    private static final int HIGHEST_WINDOW = 6;

    /// Hostile texts promise many virtual functions that are not there.
    private static final int MOST_SOUGHT = 2_000_000;

    private record Virtual(PciAddress physical, int index, int vendor, int device) {}

    private final TreeBuilder tree = new TreeBuilder();
    private final MergedMachine machine;
    private final Map<PciAddress, Virtual> virtuals = new HashMap<>();

    private RecordingTree(MergedMachine machine) {
        this.machine = machine;
    }

    /// The files.
    ///
    /// @param functions whether functions and groups are written too, or only logs, tables and
    ///     `/proc` files
    static FileTree of(List<Report> reports, MergedMachine machine, boolean functions) {
        RecordingTree recording = new RecordingTree(machine);
        recording.files(reports);
        if (functions) {
            recording.findVirtuals();
            machine.functions().values().forEach(recording::function);
            machine.groups().forEach(recording::member);
        }
        return recording.tree.build();
    }

    private void files(List<Report> reports) {
        if (!machine.log().isEmpty()) {
            tree.file("run/dmesg", String.join("\n", machine.log().lines()) + "\n");
        }
        for (Report report : reports.reversed()) {
            report.tables().forEach((name, bytes) -> tree.file(TABLES + name, bytes));
            lines("proc/iomem", report.iomem());
            lines("proc/interrupts", report.interrupts());
            report.version().ifPresent(text -> tree.file("proc/version", text + "\n"));
            report.commandLine().ifPresent(text -> tree.file("proc/cmdline", text + "\n"));
        }
    }

    private void lines(String path, List<String> lines) {
        if (!lines.isEmpty()) {
            tree.file(path, String.join("\n", lines) + "\n");
        }
    }

    /// Virtual functions stand where the capability of their physical function puts them.
    private void findVirtuals() {
        int sought = 0;
        for (MergedFunction function : machine.functions().values()) {
            byte[] bytes = function.config().bytes();
            @Nullable SriovCapability sriov = CapabilityReader.read(new ConfigSpace(bytes)).sriov();
            if (sriov == null || (sriov.stride() == 0 && sriov.enabledVfs() > 1)) {
                continue;
            }
            PciAddress physical = function.at();
            for (int i = 0; i < sriov.enabledVfs() && sought++ < MOST_SOUGHT; i++) {
                int requester =
                        physical.requesterId().bits() + sriov.firstOffset() + i * sriov.stride();
                if (requester > 0xffff) {
                    break;
                }
                PciAddress at =
                        PciAddress.ofDevfn(physical.segment(), requester >> 8, requester & 0xff);
                if (machine.functions().containsKey(at) && !at.equals(physical)) {
                    virtuals.putIfAbsent(
                            at,
                            new Virtual(
                                    physical,
                                    i,
                                    function.config().at(0) | function.config().at(1) << 8,
                                    sriov.vfDevice()));
                }
            }
        }
    }

    private String folder(PciAddress at) {
        @Nullable Virtual virtual = virtuals.get(at);
        int root = machine.rootBus(virtual == null ? at : virtual.physical());
        return "sys/devices/pci%04x:%02x/%s".formatted(at.segment(), root, at);
    }

    private void function(MergedFunction function) {
        PciAddress at = function.at();
        String folder = folder(at);
        ConfigImage config = function.config();
        if (isFirstOfSeveral(at)) {
            config.bits(0x0e, 0x80);
        }
        tree.file(folder + "/config", config.bytes());
        @Nullable Virtual virtual = virtuals.get(at);
        if (virtual != null) {
            tree.link(folder + "/physfn", "../" + virtual.physical());
            tree.link(folder(virtual.physical()) + "/virtfn" + virtual.index(), "../" + at);
            ids(folder, virtual.vendor(), virtual.device());
        } else if (!config.isTold(0x00)) {
            ids(folder, 0xffff, 0xffff);
        }
        if (function.driver() != null) {
            tree.link(folder + "/driver", "../../../bus/pci/drivers/" + function.driver());
        }
        if (!function.windows().isEmpty()) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i <= HIGHEST_WINDOW; i++) {
                lines.append(function.windows().getOrDefault(i, "0x0 0x0 0x0")).append('\n');
            }
            tree.file(folder + "/resource", lines.toString());
        }
    }

    private void ids(String folder, int vendor, int device) {
        tree.file(folder + "/vendor", "0x%04x\n".formatted(vendor));
        tree.file(folder + "/device", "0x%04x\n".formatted(device));
    }

    /// The kernel looks for further functions of a slot only if the first says that there are some.
    private boolean isFirstOfSeveral(PciAddress at) {
        if (at.function() != 0 || virtuals.containsKey(at)) {
            return false;
        }
        for (int i = 1; i < 8; i++) {
            PciAddress other = new PciAddress(at.segment(), at.bus(), at.device(), i);
            if (machine.functions().containsKey(other) && !virtuals.containsKey(other)) {
                return true;
            }
        }
        return false;
    }

    private void member(String device, int group) {
        String entry = "sys/kernel/iommu_groups/%d/devices/%s".formatted(group, device);
        if (PciAddress.isAddress(device)) {
            tree.link(entry, "../../../../../" + folder(PciAddress.parse(device)));
            return;
        }
        String folder = "sys/devices/platform/" + device;
        String bus = device.matches("dp[a-z]{1,8}\\.\\d{1,6}") ? "fsl-mc" : "platform";
        tree.link(folder + "/subsystem", "../../../bus/" + bus);
        String driver = machine.otherDrivers().getOrDefault(device, "");
        if (!driver.isEmpty()) {
            tree.link(folder + "/driver", "../../../bus/" + bus + "/drivers/" + driver);
        }
        tree.link(entry, "../../../../../" + folder);
    }
}
