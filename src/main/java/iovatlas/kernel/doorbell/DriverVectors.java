package iovatlas.kernel.doorbell;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.IdleVectors;
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
import java.util.stream.IntStream;

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
        List<IdleVectors> idle = facts.idleVectors().value();
        Set<PciAddress> seen = Set.copyOf(known);
        List<PciAddress> gone = new ArrayList<>();
        HostInterrupts state = fresh;
        for (PciFunction function : order) {
            String driver = function.driver();
            if (driver != null && isVfio(driver) && seen.contains(function.at())) {
                gone.add(function.at());
                state = takeVectors(state, function, new Driver(EARLIER_DRIVER, idle), defaults);
            } else if (driver != null) {
                state = bind(state, function.at(), new Driver(driver, idle), defaults);
            }
        }
        for (PciAddress at : gone) {
            state = heldByVfio(state.unbind(at), at);
        }
        return state;
    }

    private static Comparator<PciFunction> inTurn(List<PciAddress> known, boolean x86) {
        Map<PciAddress, Integer> rank = new HashMap<>();
        known.forEach(at -> rank.putIfAbsent(at, rank.size()));
        return Comparator.<PciFunction>comparingInt(f ->
                        rank.getOrDefault(f.at(), f.kind().isBridge() ? -1 : Integer.MAX_VALUE))
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

    /// A driver that takes a function over after boot sets a handler for every vector, as far as
    /// the model knows.
    static HostInterrupts bind(
            HostInterrupts before, PciAddress at, String driver, DefaultDomains defaults) {
        return isVfio(driver)
                ? heldByVfio(before, at)
                : bind(before, at, new Driver(driver, List.of()), defaults);
    }

    /// A function that VFIO has and nobody opened sleeps in D3hot; the way back resets it, so that
    /// nothing of an earlier driver stays in its table.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_core.c:vfio_pci_core_register_device`.
    private static HostInterrupts heldByVfio(HostInterrupts state, PciAddress at) {
        return state.facts().vfioIdleD3().value() ? state.reset(at) : state;
    }

    private static HostInterrupts bind(
            HostInterrupts before, PciAddress at, Driver driver, DefaultDomains defaults) {
        Optional<PciFunction> function = before.topology().function(at);
        return function.isEmpty()
                        || isVfio(driver.name())
                        || WITHOUT_VECTORS.contains(driver.name())
                ? before
                : takeVectors(before, function.get(), driver, defaults);
    }

    private static HostInterrupts takeVectors(
            HostInterrupts before, PciFunction function, Driver driver, DefaultDomains defaults) {
        int cpus = Math.max(1, before.topology().cpus().size());
        MsixCapability msix = function.capabilities().msix();
        MsiCapability msi = function.capabilities().msi();
        if (msix != null) {
            int wanted =
                    driver.name().equals(PORT_DRIVER) ? 1 : Math.min(msix.tableSize(), cpus + 1);
            return enabled(before, function.at(), driver, VectorKind.MSIX, wanted, defaults);
        }
        return msi == null
                ? before
                : enabled(before, function.at(), driver, VectorKind.MSI, 1, defaults);
    }

    private static HostInterrupts enabled(
            HostInterrupts before,
            PciAddress at,
            Driver driver,
            VectorKind kind,
            int wanted,
            DefaultDomains defaults) {
        Optional<DefaultDomain> domain = defaults.of(at);
        if (domain.isEmpty()) {
            VectorWork<PhysicalDoorbells> work = before.work(at, new PhysicalDoorbells());
            request(work, allocated(work, kind, wanted), at, driver);
            return before.after(at, work);
        }
        int group = domain.get().group();
        KernelDomainDoorbells pages =
                before.kernelDomain(group).orElseGet(() -> domain.get().fresh());
        VectorWork<KernelDomainDoorbells> work = before.work(at, pages);
        request(work, allocated(work, kind, wanted), at, driver);
        return before.after(at, work).withKernelDomain(group, work.mapper());
    }

    /// A driver takes what there is.
    private static int allocated(VectorWork<?> work, VectorKind kind, int wanted) {
        return switch (work.enable(kind, wanted)) {
            case Outcome.Refusal<Integer> _ -> 0;
            case Outcome.Success<Integer> got -> {
                if (got.value() < wanted) {
                    work.enable(kind, got.value());
                }
                yield got.value();
            }
        };
    }

    private static void request(VectorWork<?> work, int count, PciAddress at, Driver driver) {
        List<Integer> handled =
                IntStream.range(0, count)
                        .filter(number -> driver.handles(at, number))
                        .boxed()
                        .toList();
        if (count > 0) {
            work.handledBy(handled.isEmpty() ? "" : driver.name());
        }
        handled.forEach(work::request);
    }

    /// Who takes vectors.
    ///
    /// @param name as in sysfs
    /// @param idle vectors for which it sets no handler
    private record Driver(String name, List<IdleVectors> idle) {

        boolean handles(PciAddress at, int number) {
            return idle.stream().noneMatch(vectors -> vectors.contains(at, number));
        }
    }
}
