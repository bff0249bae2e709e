package iovatlas.oracle;

import iovatlas.atlas.Atlas;
import iovatlas.importer.sysfs.SnapshotImporter;
import iovatlas.importer.sysfs.tree.ArchiveReader;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.importer.sysfs.tree.SnapshotTop;
import iovatlas.importer.sysfs.tree.TreeLimits;
import iovatlas.importer.sysfs.tree.TreeRefusal;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.task.Progress;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One recorded machine of the oracle.
///
/// @param folder where its files are
/// @param boot the machine with its usual drivers
/// @param bound the machine after every endpoint was bound to vfio-pci, null when not recorded
record Recording(Path folder, Atlas boot, @Nullable Atlas bound) {

    private static final JsonMapper JSON = new JsonMapper();

    /// All machines below a folder of the oracle, in name order.
    static List<Recording> all(Path oracle) throws IOException {
        List<Recording> all = new ArrayList<>();
        for (String kind : List.of("topologies", "ops")) {
            if (Files.isDirectory(oracle.resolve(kind))) {
                for (Path folder : folders(oracle.resolve(kind))) {
                    all.add(of(folder));
                }
            }
        }
        return all;
    }

    private static Recording of(Path folder) throws IOException {
        Path later = folder.resolve("vfio-state.tar.gz");
        FileTree snapshot = tree(folder.resolve("snapshot.tar.gz"));
        boolean bound = Files.exists(later) && Files.exists(folder.resolve("groups-vfio.json"));
        return new Recording(
                folder,
                SnapshotImporter.read(snapshot, List.of(), Progress.NONE),
                bound
                        ? SnapshotImporter.read(snapshot, List.of(tree(later)), Progress.NONE)
                        : null);
    }

    private static FileTree tree(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return SnapshotTop.find(new ArchiveReader(TreeLimits.STANDARD, Progress.NONE).read(in))
                    .orElseThrow();
        } catch (TreeRefusal refusal) {
            throw new IOException(archive.toString(), refusal);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    GroupTable bootGroups() {
        return groups(boot);
    }

    static GroupTable groups(Atlas atlas) {
        return Grouping.boot(atlas.topology(), atlas.boot(), atlas.observation());
    }

    RecordedGroups recorded(String file) throws IOException {
        return RecordedGroups.read(folder.resolve(file));
    }

    /// The functions that were bound to vfio-pci, in that order, none when it was not recorded.
    List<PciAddress> bindOrder() throws IOException {
        Path file = folder.resolve("case.json");
        String log =
                Files.exists(file)
                        ? JSON.readTree(Files.readString(file))
                                .path("guest_logs")
                                .path("bind.log")
                                .stringValue("")
                        : "";
        return log.lines().map(line -> PciAddress.parse(line.split(" ", -1)[0])).toList();
    }

    /// The lines of `vfio-groups.jsonl`, none when it was not recorded.
    List<JsonNode> vfioGroups() throws IOException {
        Path file = folder.resolve("vfio-groups.jsonl");
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private static List<Path> folders(Path kind) throws IOException {
        try (Stream<Path> folders = Files.list(kind)) {
            return folders.filter(f -> Files.exists(f.resolve("groups.json"))).sorted().toList();
        }
    }
}
