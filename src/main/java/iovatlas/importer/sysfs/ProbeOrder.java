package iovatlas.importer.sysfs;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.topology.PciAddress;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order in which drivers were tried on functions: each driver speaks up in the log with its
/// name and the function's address. Kernels from 6.15 on form groups before that, so nothing is read
/// for them.
final class ProbeOrder {

    private static final Pattern SPOKEN =
            Pattern.compile(
                    "^([a-zA-Z][\\w-]{0,40}) ([0-9a-f]{4,8}:[0-9a-f]{2}:[0-1][0-9a-f]\\.[0-7]): ");
    private static final Set<String> NO_PROBE = Set.of("pci", "pcieport", "vfio-pci");
    private static final KernelRelease EAGER = KernelRelease.of(6, 15);

    private ProbeOrder() {}

    static Fact<List<PciAddress>> read(Machine machine, BootFacts facts) {
        if (facts.release().value().atLeast(EAGER)) {
            return facts.probeOrder();
        }
        Set<PciAddress> order = new LinkedHashSet<>();
        machine.log()
                .all(SPOKEN)
                .filter(spoken -> !NO_PROBE.contains(spoken.group(1)))
                .map(ProbeOrder::address)
                .forEach(order::add);
        order.retainAll(machine.byAddress().keySet());
        return order.isEmpty() ? facts.probeOrder() : Fact.of(List.copyOf(order), Provenance.LOG);
    }

    private static PciAddress address(Matcher spoken) {
        return PciAddress.parse(spoken.group(2));
    }
}
