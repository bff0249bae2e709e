package iovatlas.bench;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Times the forming of all groups of a machine: physical functions with 255 virtual functions each,
/// two below every switch, switches below root ports, everything with ACS. It prints the best
/// milliseconds of processor time of some rounds, which a busy machine does not stretch, nanoseconds
/// for one function, and how that grows when the machine does: 1.0 is linear.
final class GroupingBench {

    private static final int ROUNDS = 25;
    private static final BootFacts FACTS =
            BootFacts.standard(KernelRelease.V7_3, Architecture.X86_64);
    private static final int FUNCTIONS_OF_DEVICE = 256;

    private GroupingBench() {}

    /// Runs with 4, 16 and 64 physical functions (1k, 4k, 16k functions), or with the numbers given.
    public static void main(String[] args) {
        int[] sizes =
                args.length == 0
                        ? new int[] {4, 16, 64}
                        : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        PrintStream out = System.out;
        out.printf("%-12s%12s%12s%14s%10s%n", "functions", "groups", "ms", "ns/function", "growth");
        best(machine(16));
        double last = 0;
        for (int physical : sizes) {
            Topology topology = machine(physical);
            int functions = topology.functions().size();
            int groups = Grouping.boot(topology, FACTS).groups().size();
            long best = best(topology);
            double each = (double) best / functions;
            out.printf(
                    "%-12d%12d%12.1f%14.0f%10s%n",
                    functions,
                    groups,
                    best / 1e6,
                    each,
                    last == 0 ? "" : "%.2f".formatted(each / last));
            last = each;
        }
    }

    private static long best(Topology topology) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = clock.getCurrentThreadCpuTime();
            Grouping.boot(topology, FACTS);
            best = Math.min(best, clock.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    /// Segments of up to 64 physical functions; each fills a bus of its own.
    private static Topology machine(int physical) {
        List<PciFunction> functions = new ArrayList<>();
        List<HostBridge> bridges = new ArrayList<>();
        List<IdMap> maps = new ArrayList<>();
        Iommu iommu =
                new Iommu(
                        "dmar0",
                        new IommuHardware.Vtd(new Register64(0), new Register64(0)),
                        null,
                        null);
        for (int segment = 0; segment * 64 < physical; segment++) {
            bridges.add(HostBridge.of(segment, new BusRange(0, 255)));
            maps.add(
                    new IdMap(
                            IdMap.Role.IOMMU,
                            segment,
                            new RequesterId(0),
                            new RequesterId(0xffff),
                            iommu.name(),
                            0));
            int devices = Math.min(64, physical - segment * 64);
            for (int pair = 0; pair * 2 < devices; pair++) {
                addSwitch(functions, segment, pair, Math.min(2, devices - pair * 2));
            }
        }
        return new Topology(
                bridges,
                functions,
                List.of(),
                List.of(iommu),
                List.of(),
                maps,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void addSwitch(List<PciFunction> functions, int segment, int pair, int devices) {
        int first = 1 + pair * 4;
        functions.add(
                port(
                        PciAddress.ofDevfn(segment, 0, pair * 8),
                        FunctionKind.ROOT_PORT,
                        first,
                        first + 1 + devices));
        functions.add(
                port(
                        PciAddress.ofDevfn(segment, first, 0),
                        FunctionKind.SWITCH_UPSTREAM,
                        first + 1,
                        first + 1 + devices));
        for (int device = 0; device < devices; device++) {
            int bus = first + 2 + device;
            functions.add(
                    port(
                            PciAddress.ofDevfn(segment, first + 1, device * 8),
                            FunctionKind.SWITCH_DOWNSTREAM,
                            bus,
                            bus));
            PciAddress at = PciAddress.ofDevfn(segment, bus, 0);
            functions.add(PciFunction.of(at, FunctionKind.ENDPOINT));
            for (int index = 1; index < FUNCTIONS_OF_DEVICE; index++) {
                functions.add(
                        PciFunction.of(
                                        PciAddress.ofDevfn(segment, bus, index),
                                        FunctionKind.ENDPOINT)
                                .withVirtual(new VirtualFunction(at, index - 1)));
            }
        }
    }

    private static PciFunction port(PciAddress at, FunctionKind kind, int first, int last) {
        PciFunction function = PciFunction.of(at, kind).withBuses(new BusRange(first, last));
        return function.withCapabilities(function.capabilities().withAcs(AcsCapability.of(0x1f)));
    }
}
