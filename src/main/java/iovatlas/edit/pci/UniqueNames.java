package iovatlas.edit.pci;

import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives functions names that nobody has: `nic0` becomes `nic1` when there is a `nic0`.
public final class UniqueNames {
    private UniqueNames() {}

    static List<PciFunction> of(Topology topology, List<PciFunction> functions) {
        Set<String> taken = new HashSet<>();
        topology.functions().forEach(function -> taken.add(function.name()));
        return functions.stream()
                .map(f -> f.name().isEmpty() ? f : f.withName(free(f.name(), taken)))
                .toList();
    }

    /// The name itself, or the same with the next free number; it is taken from then on.
    public static String free(String name, Set<String> taken) {
        if (taken.add(name)) {
            return name;
        }
        String stem = name.replaceFirst("[0-9]{1,6}$", "");
        for (int number = 0; ; number++) {
            if (taken.add(stem + number)) {
                return stem + number;
            }
        }
    }
}
