package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;

import java.util.List;
import java.util.Optional;

/// A recorded machine and later recordings of it. A later one replaces a function's folder, the
/// tree of IOMMU groups and the interrupt counters whole; everything else is the first one's.
///
/// @param first the machine
/// @param later recordings laid over it, oldest first
record Snapshot(FileTree first, List<FileTree> later) {

    static final String GROUPS = "sys/kernel/iommu_groups";
    static final String INTERRUPTS = "proc/interrupts";

    Snapshot {
        later = List.copyOf(later);
    }

    /// The newest recording that has this path, or the first recording.
    FileTree newestWith(String path) {
        return later.reversed().stream().filter(t -> t.exists(path)).findFirst().orElse(first);
    }

    /// The kernel log: as captured with `dmesg`, or a log file.
    Optional<String> log() {
        return java.util.stream.Stream.of(
                        "run/dmesg", "dmesg", "var/log/dmesg", "proc/dmesg", "dmesg.txt")
                .flatMap(path -> first.text(path).stream())
                .findFirst();
    }
}
