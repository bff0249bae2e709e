package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.topology.Cpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Processors as sysfs lists them: their NUMA nodes, and where no firmware table was captured the
/// processors themselves.
final class CpuReader {

    private static final String FOLDER = "sys/devices/system/cpu";
    private static final int MOST = 16_384;

    private CpuReader() {}

    /// @param known the processors that firmware describes, in Linux's order
    static List<Cpu> read(FileTree tree, List<Cpu> known) {
        List<Cpu> cpus = new ArrayList<>();
        if (known.isEmpty()) {
            tree.names(FOLDER).stream()
                    .filter(name -> name.matches("cpu\\d{1,5}"))
                    .map(name -> Integer.parseInt(name.substring(3)))
                    .sorted(Comparator.naturalOrder())
                    .limit(MOST)
                    .forEach(number -> cpus.add(new Cpu(number, number, node(tree, number))));
            return cpus;
        }
        known.forEach(
                cpu -> cpus.add(new Cpu(cpu.number(), cpu.hardwareId(), node(tree, cpu.number()))));
        return cpus;
    }

    private static int node(FileTree tree, int cpu) {
        return tree.names(FOLDER + "/cpu" + cpu).stream()
                .filter(name -> name.matches("node\\d{1,4}"))
                .map(name -> Integer.valueOf(name.substring(4)))
                .findFirst()
                .orElse(0);
    }
}
