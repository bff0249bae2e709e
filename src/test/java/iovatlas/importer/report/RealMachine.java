package iovatlas.importer.report;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedGroup;
import iovatlas.task.Progress;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A published machine with the groups that its kernel made.
///
/// @param name of the row in the table
/// @param files the recording, relative to the published data
/// @param groups the groups in JSON, relative to the published data
/// @param lacks what the recording lacks, empty when nothing
/// @param byHand adds it
/// @param lost functions whose groups are not known, as the log lost the lines about them
record RealMachine(
        String name,
        List<String> files,
        String groups,
        String lacks,
        UnaryOperator<Atlas> byHand,
        List<String> lost) {

    static final Path DATA =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("real-data");

    Atlas open() throws ImportFailure {
        return inputs(files);
    }

    /// The groups of the kernel, PCI functions only; those without a group alone under a number
    /// below zero.
    Map<PciAddress, Integer> recorded(Atlas atlas) throws ImportFailure {
        Observation observation = inputs(List.of(groups)).observation();
        Map<PciAddress, Integer> of = new TreeMap<>();
        int alone = -1;
        for (PciFunction function : atlas.topology().functions()) {
            String name = function.at().toString();
            if (lost.contains(name)) {
                continue;
            }
            Integer number =
                    observation.groups().stream()
                            .filter(g -> g.members().contains(name))
                            .map(ObservedGroup::number)
                            .findFirst()
                            .orElse(null);
            of.put(function.at(), number == null ? alone-- : number);
        }
        return of;
    }

    RealMachine withLost(String functions) {
        return new RealMachine(name, files, groups, lacks, byHand, List.of(functions.split(" ")));
    }

    static Map<PciAddress, Integer> computed(Atlas atlas) {
        GroupTable table = Grouping.boot(atlas.topology(), atlas.boot());
        Map<PciAddress, Integer> of = new TreeMap<>();
        int alone = -1;
        for (PciFunction function : atlas.topology().functions()) {
            var group = table.groupOf(function.at());
            of.put(function.at(), group.isEmpty() ? alone-- : group.get().number());
        }
        return of;
    }

    /// How two ways of grouping the same functions compare.
    ///
    /// @param pairs pairs of functions
    /// @param equal pairs that share a group in both or in neither
    /// @param differing functions with other companions, or with a group in one of the two only
    record Comparison(long pairs, long equal, Set<PciAddress> differing) {

        static Comparison of(Map<PciAddress, Integer> one, Map<PciAddress, Integer> two) {
            long pairs = 0;
            long equal = 0;
            Set<PciAddress> differing = new TreeSet<>();
            List<PciAddress> all = List.copyOf(one.keySet());
            for (int i = 0; i < all.size(); i++) {
                PciAddress a = all.get(i);
                if (group(one, a) < 0 != group(two, a) < 0) {
                    differing.add(a);
                }
                for (PciAddress b : all.subList(i + 1, all.size())) {
                    pairs++;
                    boolean same =
                            (group(one, a) == group(one, b)) == (group(two, a) == group(two, b));
                    equal += same ? 1 : 0;
                    if (!same) {
                        differing.add(a);
                        differing.add(b);
                    }
                }
            }
            return new Comparison(pairs, equal, differing);
        }

        private static int group(Map<PciAddress, Integer> groups, PciAddress at) {
            return Objects.requireNonNull(groups.get(at));
        }
    }

    long recordedGroups(Atlas atlas) throws ImportFailure {
        return new HashSet<>(recorded(atlas).values()).stream().filter(n -> n >= 0).count();
    }

    private static Atlas inputs(List<String> names) throws ImportFailure {
        List<Path> paths = names.stream().map(DATA::resolve).toList();
        return Inputs.open(paths.getFirst(), paths.subList(1, paths.size()), Progress.NONE).atlas();
    }
}
