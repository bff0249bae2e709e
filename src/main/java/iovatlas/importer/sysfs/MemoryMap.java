package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The windows of the host bridges in `/proc/iomem`: the outermost lines that name a PCI bus.
///
/// Source: `kernel/resource.c:r_show`, `drivers/acpi/pci_root.c:acpi_pci_probe_root_resources`.
final class MemoryMap {

    static final String FILE = "proc/iomem";

    private static final Pattern LINE =
            Pattern.compile(
                    "^( *)([0-9a-f]{1,16})-([0-9a-f]{1,16}) : PCI Bus"
                            + " ([0-9a-f]{4,8}):([0-9a-f]{2})$");

    /// Windows by segment and root bus, in the file's order.
    private final Map<Root, List<AddressRange<HostPhysical>>> windows = new LinkedHashMap<>();

    private record Root(int segment, int bus) {}

    static MemoryMap parse(String text, Notes notes) {
        MemoryMap map = new MemoryMap();
        int open = Integer.MAX_VALUE;
        boolean hidden = false;
        for (String line : text.lines().toList()) {
            int indent = line.length() - line.stripLeading().length();
            open = indent <= open ? Integer.MAX_VALUE : open;
            Matcher bus = LINE.matcher(line);
            if (bus.matches() && open == Integer.MAX_VALUE) {
                open = indent;
                hidden |= map.add(bus);
            }
        }
        if (hidden) {
            notes.warning(FILE, "addresses are hidden (recorded without privilege), left out");
        }
        return map;
    }

    /// @return true when the addresses are zero
    private boolean add(Matcher line) {
        Optional<Long> first = Numbers.parseHex(line.group(2));
        Optional<Long> last = Numbers.parseHex(line.group(3));
        long segment = Long.parseLong(line.group(4), 16);
        if (first.isEmpty() || last.isEmpty() || segment > 0xffff) {
            return false;
        }
        Root root = new Root((int) segment, Integer.parseInt(line.group(5), 16));
        List<AddressRange<HostPhysical>> known =
                windows.computeIfAbsent(root, _ -> new ArrayList<>());
        if (first.get() == 0 && last.get() == 0) {
            return true;
        }
        if (Long.compareUnsigned(first.get(), last.get()) <= 0) {
            known.add(AddressRange.of(HostPhysical.of(first.get()), HostPhysical.of(last.get())));
        }
        return false;
    }

    /// The same bridges, with the windows of this map where none are known.
    List<HostBridge> fill(List<HostBridge> bridges) {
        return bridges.stream()
                .map(bridge -> {
                    List<AddressRange<HostPhysical>> found =
                            windows.getOrDefault(
                                    new Root(bridge.segment(), bridge.rootBus()), List.of());
                    return bridge.windows().isEmpty() && !found.isEmpty()
                            ? new HostBridge(
                                    bridge.segment(),
                                    bridge.buses(),
                                    bridge.preservesFirmwareConfig(),
                                    found,
                                    bridge.dmaRanges())
                            : bridge;
                })
                .toList();
    }

    /// A bridge for each root bus in the map, for a recording that has nothing else.
    List<HostBridge> bridges() {
        List<HostBridge> bridges = new ArrayList<>();
        List<Root> roots =
                windows.keySet().stream()
                        .sorted((a, b) ->
                                a.segment() == b.segment()
                                        ? Integer.compare(a.bus(), b.bus())
                                        : Integer.compare(a.segment(), b.segment()))
                        .toList();
        for (int i = 0; i < roots.size(); i++) {
            Root root = roots.get(i);
            boolean shared = i + 1 < roots.size() && roots.get(i + 1).segment() == root.segment();
            int last = shared ? roots.get(i + 1).bus() - 1 : 255;
            bridges.add(
                    new HostBridge(
                            root.segment(),
                            new BusRange(root.bus(), last),
                            false,
                            windows.getOrDefault(root, List.of())));
        }
        return bridges;
    }
}
