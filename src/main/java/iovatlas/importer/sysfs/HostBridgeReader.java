package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.importer.acpi.Mcfg;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the host bridges: their root buses in the paths of the functions, the buses that belong to
/// them and their windows in the boot log, and their order in the kernel's list of functions.
final class HostBridgeReader {

    private static final Pattern BUSES =
            Pattern.compile(
                    "pci_bus ([0-9a-f]{4,8}):([0-9a-f]{2}): root bus resource"
                            + " \\[bus ([0-9a-f]{2})(?:-([0-9a-f]{2}))?\\]");
    private static final Pattern WINDOW =
            Pattern.compile(
                    "pci_bus ([0-9a-f]{4,8}):([0-9a-f]{2}): root bus resource"
                            + " \\[mem 0x([0-9a-f]+)-0x([0-9a-f]+)");

    private final KernelLog log;
    private final Optional<Mcfg> mcfg;

    HostBridgeReader(KernelLog log, Optional<Mcfg> mcfg) {
        this.log = log;
        this.mcfg = mcfg;
    }

    private record Root(int segment, int bus) {}

    /// One bridge for each root bus that a function is below.
    ///
    /// @param kernelOrder the lines of `proc/bus/pci/devices`, empty when not captured
    List<HostBridge> read(
            List<FunctionFolder> folders, List<PciFunction> functions, List<String> kernelOrder) {
        NavigableSet<Root> roots =
                new TreeSet<>(Comparator.comparingInt(Root::segment).thenComparingInt(Root::bus));
        Map<PciAddress, Root> rootOf = new HashMap<>();
        for (FunctionFolder folder : folders) {
            int segment = folder.at().segment();
            int bus = folder.rootBus().orElseGet(() -> lowestBus(segment, functions));
            Root root = new Root(segment, bus);
            roots.add(root);
            rootOf.put(folder.at(), root);
        }
        List<HostBridge> bridges = new ArrayList<>();
        for (Root root : ordered(roots, rootOf, functions, kernelOrder)) {
            bridges.add(new HostBridge(root.segment(), buses(root, roots), false, windows(root)));
        }
        return bridges;
    }

    private static int lowestBus(int segment, List<PciFunction> functions) {
        return functions.stream()
                .map(PciFunction::at)
                .filter(at -> at.segment() == segment)
                .mapToInt(PciAddress::bus)
                .min()
                .orElse(0);
    }

    /// The kernel lists functions host bridge by host bridge, without their segment; a line that
    /// fits functions of several segments is passed over.
    private static List<Root> ordered(
            NavigableSet<Root> roots,
            Map<PciAddress, Root> rootOf,
            List<PciFunction> functions,
            List<String> kernelOrder) {
        Map<String, List<Root>> byLine = new HashMap<>();
        for (PciFunction function : functions) {
            String key =
                    "%02x%02x\t%04x%04x"
                            .formatted(
                                    function.at().bus(),
                                    function.at().devfn(),
                                    function.identity().id().vendor(),
                                    function.identity().id().device());
            Root root = rootOf.getOrDefault(function.at(), roots.first());
            byLine.computeIfAbsent(key, _ -> new ArrayList<>()).add(root);
        }
        LinkedHashMap<Root, Root> order = new LinkedHashMap<>();
        for (String line : kernelOrder) {
            List<Root> fits = byLine.getOrDefault(firstTwo(line), List.of());
            if (fits.size() == 1) {
                order.putIfAbsent(fits.getFirst(), fits.getFirst());
            }
        }
        roots.forEach(root -> order.putIfAbsent(root, root));
        return List.copyOf(order.keySet());
    }

    private static String firstTwo(String line) {
        String[] words = line.strip().split("\\s+", -1);
        return words.length < 2 ? "" : words[0] + "\t" + words[1];
    }

    private BusRange buses(Root root, NavigableSet<Root> roots) {
        Optional<BusRange> logged =
                log.all(BUSES)
                        .filter(m -> isOf(m, root))
                        .filter(m -> Integer.parseInt(m.group(3), 16) == root.bus())
                        .map(m -> range(root, m.group(4) == null ? m.group(3) : m.group(4)))
                        .findFirst();
        return logged.orElseGet(() -> {
            Root next = roots.higher(root);
            int beforeNext =
                    next == null || next.segment() != root.segment() ? 255 : next.bus() - 1;
            int last = Math.min(beforeNext, lastOfFirmware(root));
            return new BusRange(root.bus(), Math.max(root.bus(), last));
        });
    }

    private static BusRange range(Root root, String last) {
        return new BusRange(root.bus(), Math.max(root.bus(), Integer.parseInt(last, 16)));
    }

    private int lastOfFirmware(Root root) {
        return mcfg.stream()
                .flatMap(table -> table.entries().stream())
                .filter(entry -> entry.segment() == root.segment())
                .filter(entry -> entry.firstBus() <= root.bus() && root.bus() <= entry.lastBus())
                .mapToInt(Mcfg.Entry::lastBus)
                .findFirst()
                .orElse(255);
    }

    private List<AddressRange<HostPhysical>> windows(Root root) {
        List<AddressRange<HostPhysical>> windows = new ArrayList<>();
        log.all(WINDOW)
                .filter(matcher -> isOf(matcher, root))
                .forEach(matcher -> {
                    Optional<Long> first = Numbers.parseHex(matcher.group(3));
                    Optional<Long> last = Numbers.parseHex(matcher.group(4));
                    if (first.isPresent()
                            && last.isPresent()
                            && Long.compareUnsigned(first.get(), last.get()) <= 0) {
                        windows.add(
                                AddressRange.of(
                                        HostPhysical.of(first.get()), HostPhysical.of(last.get())));
                    }
                });
        return windows;
    }

    private static boolean isOf(Matcher matcher, Root root) {
        return Long.parseLong(matcher.group(1), 16) == root.segment()
                && Integer.parseInt(matcher.group(2), 16) == root.bus();
    }
}
