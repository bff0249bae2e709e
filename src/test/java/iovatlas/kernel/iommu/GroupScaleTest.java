package iovatlas.kernel.iommu;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// Grouping of large machines: physical functions with 255 virtual functions each, behind switches.
/// Counted is the processor time of the thread, which a busy machine does not stretch.
class GroupScaleTest {

    private static final int WARM_UP = 6;

    @Test
    void costGrowsLinearlyAndSixteenThousandFunctionsAreQuick(TestReporter reporter) {
        long small = best(4);
        long middle = best(16);
        long large = best(64);
        reporter.publishEntry(
                "grouping 1k, 4k, 16k functions in us",
                "%d %d %d".formatted(small / 1000, middle / 1000, large / 1000));
        assertThat(large).as("nanoseconds for 16,384 functions").isLessThan(400_000_000L);
        assertThat(large).as("not quadratic: 4 times the functions").isLessThan(middle * 10);
    }

    @Test
    void everyVirtualFunctionOfAnIsolatingTreeIsAlone() {
        PciMachine base = PciMachine.vtd();
        Topology topology = base.topology().withFunctions(functions(4));
        GroupTable table = Grouping.boot(topology, base.facts());
        assertThat(table.groups()).hasSize(topology.functions().size());
    }

    private static long best(int physical) {
        PciMachine base = PciMachine.vtd();
        Topology topology = base.topology().withFunctions(functions(physical));
        BootFacts facts = base.facts();
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int run = 0; run < WARM_UP; run++) {
            long start = clock.getCurrentThreadCpuTime();
            int groups = Grouping.boot(topology, facts).groups().size();
            best = Math.min(best, clock.getCurrentThreadCpuTime() - start);
            assertThat(groups).isGreaterThan(physical * 255);
        }
        return best;
    }

    /// Root ports with a switch each; every downstream port leads to one physical function whose
    /// virtual functions fill its bus.
    private static List<PciFunction> functions(int physical) {
        List<PciFunction> functions = new ArrayList<>();
        int bus = 1;
        for (int i = 0; i < physical; i++) {
            int port = i / 2;
            if (i % 2 == 0) {
                int last = bus + 1 + 2;
                PciAddress root = new PciAddress(0, 0, port % 32, 0);
                functions.add(port(root, FunctionKind.ROOT_PORT, bus, last));
                PciAddress up = new PciAddress(0, bus, 0, 0);
                functions.add(port(up, FunctionKind.SWITCH_UPSTREAM, bus + 1, last));
                bus += 2;
            }
            PciAddress down = new PciAddress(0, bus - 1 - i % 2, i % 2, 0);
            functions.add(port(down, FunctionKind.SWITCH_DOWNSTREAM, bus, bus));
            addDevice(functions, bus++);
        }
        return functions;
    }

    private static void addDevice(List<PciFunction> functions, int bus) {
        PciAddress at = new PciAddress(0, bus, 0, 0);
        functions.add(PciFunction.of(at, FunctionKind.ENDPOINT));
        for (int index = 0; index < 255; index++) {
            functions.add(
                    PciFunction.of(PciAddress.ofDevfn(0, bus, index + 1), FunctionKind.ENDPOINT)
                            .withVirtual(new VirtualFunction(at, index)));
        }
    }

    private static PciFunction port(PciAddress at, FunctionKind kind, int first, int last) {
        PciFunction function = PciFunction.of(at, kind).withBuses(new BusRange(first, last));
        return function.withCapabilities(function.capabilities().withAcs(AcsCapability.of(0x1f)));
    }
}
