package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order in which drivers were tried on functions: each driver speaks up in the log with its
/// name and the function's address, and each group that is formed is told of too. Kernels from 6.15 on
/// form groups before that, so that only the order in which drivers took their vectors is of
/// interest: interrupt numbers are given out lowest first, so that their order tells it. What was
/// recorded first counts, as later recordings show what was bound to other drivers after boot.
final class ProbeOrder {

    private static final Pattern SPOKEN =
            Pattern.compile(
                    "^([a-zA-Z][\\w-]{0,40}) ([0-9a-f]{4,8}:[0-9a-f]{2}:[0-1][0-9a-f]\\.[0-7]):"
                            + " (.*)");
    private static final Set<String> NO_PROBE = Set.of("pci", "pcieport", "vfio-pci");
    private static final KernelRelease EAGER = KernelRelease.of(6, 15);

    private ProbeOrder() {}

    static Fact<List<PciAddress>> read(Machine machine, BootFacts facts) {
        if (facts.release().value().atLeast(EAGER)) {
            List<PciAddress> order = byInterrupts(machine);
            return order.isEmpty() ? facts.probeOrder() : Fact.of(order, Provenance.SYSFS);
        }
        Set<PciAddress> tried = new LinkedHashSet<>();
        Map<PciAddress, PciFunction> functions = machine.byAddress();
        machine.log()
                .all(SPOKEN)
                .filter(spoken -> PciAddress.isAddress(spoken.group(2)))
                .filter(spoken -> tellsProbe(spoken, functions))
                .map(ProbeOrder::address)
                .forEach(tried::add);
        return tried.isEmpty() ? facts.probeOrder() : Fact.of(List.copyOf(tried), Provenance.LOG);
    }

    /// The functions that had vectors when the machine was recorded first, by their lowest interrupt.
    ///
    /// Source: `kernel/irq/irqdesc.c:__irq_alloc_descs`.
    private static List<PciAddress> byInterrupts(Machine machine) {
        FileTree first = machine.snapshot().first();
        Map<PciAddress, Integer> lowest = new LinkedHashMap<>();
        for (FunctionFolder folder : machine.folders()) {
            folder.in(first).interrupts().stream()
                    .findFirst()
                    .ifPresent(number -> lowest.put(folder.at(), number));
        }
        return lowest.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The port driver is tried on bridges early, whatever they say later; only the message about the
    /// group tells when.
    private static boolean tellsProbe(Matcher spoken, Map<PciAddress, PciFunction> functions) {
        @Nullable PciFunction function = functions.get(address(spoken));
        if (function == null) {
            return false;
        }
        return spoken.group(3).startsWith("Adding to iommu group")
                || (!NO_PROBE.contains(spoken.group(1)) && !function.kind().isBridge());
    }

    private static PciAddress address(Matcher spoken) {
        return PciAddress.parse(spoken.group(2));
    }
}
