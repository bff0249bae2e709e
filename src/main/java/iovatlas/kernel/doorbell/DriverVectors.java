package iovatlas.kernel.doorbell;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.Architecture;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The vectors that the host's own drivers ask for.
///
/// How many a driver asks for is in no rule of the kernel. Queue-based drivers take one for each CPU
/// and one for the rest, ports and plain MSI devices take one; that is assumed, and marked so.
final class DriverVectors {

    private static final String PORT_DRIVER = "pcieport";
    private static final Set<String> WITHOUT_VECTORS = Set.of("pci-stub", "uio_pci_generic");

    private DriverVectors() {}

    /// The drivers of bridges come first, as they are built in. On x86 each of them goes over all
    /// functions when it registers, the port driver before the others. On Arm functions wait until
    /// their IOMMU is there, and then each is offered to all drivers in turn.
    ///
    /// Source: `drivers/base/dd.c:driver_attach, deferred_probe_work_func`.
    static HostInterrupts boot(HostInterrupts fresh, BootFacts facts, DefaultDomains defaults) {
        boolean x86 = facts.architecture().value() == Architecture.X86_64;
        List<PciFunction> order =
                fresh.parents().tree().nodes().stream()
                        .map(PciNode::function)
                        .filter(function -> function.driver() != null)
                        .sorted(Comparator.comparingInt(function -> turn(function, x86)))
                        .toList();
        HostInterrupts state = fresh;
        for (PciFunction function : order) {
            String driver = function.driver();
            if (driver != null) {
                state = bind(state, function.at(), driver, defaults);
            }
        }
        return state;
    }

    private static int turn(PciFunction function, boolean x86) {
        if (!function.kind().isBridge()) {
            return 2;
        }
        return x86 && !PORT_DRIVER.equals(function.driver()) ? 1 : 0;
    }

    static HostInterrupts bind(
            HostInterrupts before, PciAddress at, String driver, DefaultDomains defaults) {
        Optional<PciFunction> function = before.topology().function(at);
        if (function.isEmpty() || driver.contains("vfio") || WITHOUT_VECTORS.contains(driver)) {
            return before;
        }
        int cpus = Math.max(1, before.topology().cpus().size());
        MsixCapability msix = function.get().capabilities().msix();
        MsiCapability msi = function.get().capabilities().msi();
        if (msix != null) {
            int wanted = driver.equals(PORT_DRIVER) ? 1 : Math.min(msix.tableSize(), cpus + 1);
            return enabled(before, at, driver, VectorKind.MSIX, wanted, defaults);
        }
        return msi == null ? before : enabled(before, at, driver, VectorKind.MSI, 1, defaults);
    }

    private static HostInterrupts enabled(
            HostInterrupts before,
            PciAddress at,
            String driver,
            VectorKind kind,
            int wanted,
            DefaultDomains defaults) {
        Optional<DefaultDomain> domain = defaults.of(at);
        if (domain.isEmpty()) {
            VectorWork<PhysicalDoorbells> work = before.work(at, new PhysicalDoorbells());
            run(work, kind, wanted, driver);
            return before.after(at, work);
        }
        int group = domain.get().group();
        KernelDomainDoorbells pages =
                before.kernelDomain(group).orElseGet(() -> domain.get().fresh());
        VectorWork<KernelDomainDoorbells> work = before.work(at, pages);
        run(work, kind, wanted, driver);
        return before.after(at, work).withKernelDomain(group, work.mapper());
    }

    private static void run(VectorWork<?> work, VectorKind kind, int wanted, String driver) {
        Outcome<Integer> outcome = work.enable(kind, wanted);
        if (outcome instanceof Outcome.Success<Integer> got) {
            int count = got.value();
            if (count < wanted) {
                // A driver takes what there is.
                work.enable(kind, count);
            }
            work.handledBy(driver);
            for (int number = 0; number < count; number++) {
                work.request(number);
            }
        }
    }
}
