package iovatlas.kernel.doorbell;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.Architecture;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The vectors that the host's own drivers ask for.
///
/// How many a driver asks for is in no rule of the kernel. Queue-based drivers take one for each CPU
/// and one for the rest, ports and plain MSI devices take one; that is assumed, and marked so.
final class DriverVectors {

    private static final String PORT_DRIVER = "pcieport";
    private static final String EARLIER_DRIVER = "a driver at boot";
    private static final Set<String> WITHOUT_VECTORS = Set.of("pci-stub", "uio_pci_generic");

    private DriverVectors() {}

    /// Drivers take their vectors in the order that the boot facts know. Where they know none, the
    /// drivers of bridges come first, as they are built in and distributions load the others later.
    /// On x86 each of them goes over all functions when it registers, the port driver before the
    /// others. On Arm functions wait until their IOMMU is there, and then each is offered to all
    /// drivers in turn; a port that came before its IOMMU waits until every built-in driver has
    /// registered, so other built-in drivers are before it.
    ///
    /// A function of the known order that VFIO has now was another driver's at boot: that one took
    /// its vectors in its turn and gave them back, and those after it keep what they got.
    ///
    /// Source: `drivers/base/dd.c:driver_attach, deferred_probe_initcall,
    /// deferred_probe_work_func`.
    static HostInterrupts boot(HostInterrupts fresh, BootFacts facts, DefaultDomains defaults) {
        boolean x86 = facts.architecture().value() == Architecture.X86_64;
        List<PciAddress> known = facts.probeOrder().value();
        List<PciFunction> order =
                fresh.parents().tree().nodes().stream()
                        .map(PciNode::function)
                        .filter(function -> function.driver() != null)
                        .sorted(inTurn(known, x86))
                        .toList();
        Set<PciAddress> seen = Set.copyOf(known);
        List<PciAddress> gone = new ArrayList<>();
        HostInterrupts state = fresh;
        for (PciFunction function : order) {
            String driver = function.driver();
            if (driver != null && isVfio(driver) && seen.contains(function.at())) {
                gone.add(function.at());
                state = takeVectors(state, function, EARLIER_DRIVER, defaults);
            } else if (driver != null) {
                state = bind(state, function.at(), driver, defaults);
            }
        }
        for (PciAddress at : gone) {
            state = state.unbind(at);
        }
        return state;
    }

    private static Comparator<PciFunction> inTurn(List<PciAddress> known, boolean x86) {
        Map<PciAddress, Integer> rank = new HashMap<>();
        known.forEach(at -> rank.putIfAbsent(at, rank.size()));
        return Comparator.<PciFunction>comparingInt(
                        f ->
                                rank.getOrDefault(
                                        f.at(), f.kind().isBridge() ? -1 : Integer.MAX_VALUE))
                .thenComparingInt(f -> turn(f, x86));
    }

    private static int turn(PciFunction function, boolean x86) {
        if (!function.kind().isBridge()) {
            return 2;
        }
        return x86 && !PORT_DRIVER.equals(function.driver()) ? 1 : 0;
    }

    private static boolean isVfio(String driver) {
        return driver.contains("vfio");
    }

    static HostInterrupts bind(
            HostInterrupts before, PciAddress at, String driver, DefaultDomains defaults) {
        Optional<PciFunction> function = before.topology().function(at);
        return function.isEmpty() || isVfio(driver) || WITHOUT_VECTORS.contains(driver)
                ? before
                : takeVectors(before, function.get(), driver, defaults);
    }

    private static HostInterrupts takeVectors(
            HostInterrupts before, PciFunction function, String driver, DefaultDomains defaults) {
        int cpus = Math.max(1, before.topology().cpus().size());
        MsixCapability msix = function.capabilities().msix();
        MsiCapability msi = function.capabilities().msi();
        if (msix != null) {
            int wanted = driver.equals(PORT_DRIVER) ? 1 : Math.min(msix.tableSize(), cpus + 1);
            return enabled(before, function.at(), driver, VectorKind.MSIX, wanted, defaults);
        }
        return msi == null
                ? before
                : enabled(before, function.at(), driver, VectorKind.MSI, 1, defaults);
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
