package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.observation.ObservedGroup;
import iovatlas.observation.ObservedRegion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the IOMMU groups that the kernel showed, from `sys/kernel/iommu_groups` or, where only the
/// functions' links were captured, from those.
final class GroupReader {

    /// Groups and the functions without one.
    record Groups(List<ObservedGroup> groups, List<String> ungrouped) {}

    private GroupReader() {}

    static Groups read(Snapshot snapshot, List<FunctionFolder> functions, Notes notes) {
        FileTree tree = snapshot.newestWith(Snapshot.GROUPS);
        if (tree.isFolder(Snapshot.GROUPS)) {
            return withUngrouped(fromTree(tree, notes), functions);
        }
        List<ObservedGroup> linked = fromLinks(functions);
        if (linked.isEmpty()) {
            notes.information(Snapshot.GROUPS, "no IOMMU groups were captured");
            return new Groups(List.of(), List.of());
        }
        notes.information(
                Snapshot.GROUPS, "groups come from iommu_group links, reserved regions unknown");
        return withUngrouped(linked, functions);
    }

    private static Groups withUngrouped(
            List<ObservedGroup> groups, List<FunctionFolder> functions) {
        Set<String> members = new HashSet<>();
        groups.forEach(group -> members.addAll(group.members()));
        List<String> ungrouped =
                functions.stream()
                        .map(folder -> folder.at().toString())
                        .filter(name -> !members.contains(name))
                        .sorted()
                        .toList();
        return new Groups(groups, ungrouped);
    }

    private static List<ObservedGroup> fromTree(FileTree tree, Notes notes) {
        TreeMap<Integer, ObservedGroup> groups = new TreeMap<>();
        for (String name : tree.names(Snapshot.GROUPS)) {
            if (!name.matches("\\d{1,9}")) {
                notes.count("entry of iommu_groups is no group number", name);
                continue;
            }
            int number = Integer.parseInt(name);
            String folder = Snapshot.GROUPS + "/" + name;
            groups.put(
                    number,
                    new ObservedGroup(
                            number,
                            List.copyOf(tree.names(folder + "/devices")),
                            tree.line(folder + "/type").orElse(""),
                            regions(tree, folder + "/reserved_regions", notes)));
        }
        return List.copyOf(groups.values());
    }

    private static List<ObservedRegion> regions(FileTree tree, String file, Notes notes) {
        List<ObservedRegion> regions = new ArrayList<>();
        for (String line : tree.text(file).orElse("").lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            Optional<Long> first = words.length == 3 ? Numbers.parse(words[0]) : Optional.empty();
            Optional<Long> last = words.length == 3 ? Numbers.parse(words[1]) : Optional.empty();
            if (first.isPresent()
                    && last.isPresent()
                    && Long.compareUnsigned(first.get(), last.get()) <= 0) {
                regions.add(
                        new ObservedRegion(
                                AddressRange.of(Iova.of(first.get()), Iova.of(last.get())),
                                words[2]));
            } else if (!line.isBlank()) {
                notes.count("line of reserved_regions is not understood", file);
            }
        }
        return regions;
    }

    private static List<ObservedGroup> fromLinks(List<FunctionFolder> functions) {
        TreeMap<Integer, TreeSet<String>> members = new TreeMap<>();
        for (FunctionFolder function : functions) {
            function.linkName("iommu_group")
                    .filter(name -> name.matches("\\d{1,9}"))
                    .ifPresent(name ->
                            members.computeIfAbsent(Integer.valueOf(name), _ -> new TreeSet<>())
                                    .add(function.at().toString()));
        }
        List<ObservedGroup> groups = new ArrayList<>();
        members.forEach((number, names) ->
                groups.add(new ObservedGroup(number, List.copyOf(names), "", List.of())));
        return groups;
    }
}
