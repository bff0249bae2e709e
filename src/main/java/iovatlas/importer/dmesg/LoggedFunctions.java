package iovatlas.importer.dmesg;

import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciId;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The functions that a kernel log tells of, in the order of their first messages.
///
/// Source: `drivers/pci/probe.c:pci_setup_device, pci_scan_bridge_extend, pci_setup_bridge`.
public final class LoggedFunctions {

    private static final Pattern SPOKEN =
            Pattern.compile(
                    "^([a-zA-Z][\\w-]{0,40}) ([0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]):"
                            + " (.*)$");
    private static final Pattern FOUND =
            Pattern.compile(
                    "^\\[([0-9a-f]{4}:[0-9a-f]{4})\\] type (\\d\\d) class (?:0x)?([0-9a-f]{6})"
                            + " ?(.*)$");
    private static final Pattern BUSES =
            Pattern.compile("^PCI bridge to \\[bus ([0-9a-f]{2})(?:-([0-9a-f]{2}))?\\]");

    /// Speak for a function without being its driver.
    private static final Set<String> NO_DRIVER = Set.of("pci", "iommu", "quirks", "vgaarb");

    private static final int MOST_FUNCTIONS = 20_000;

    private final Map<PciAddress, LoggedFunction> functions = new LinkedHashMap<>();

    private LoggedFunctions() {}

    /// @return by address, in the log's order
    public static Map<PciAddress, LoggedFunction> read(KernelLog log) {
        LoggedFunctions reader = new LoggedFunctions();
        log.all(SPOKEN).forEach(reader::take);
        return reader.functions;
    }

    private void take(Matcher spoken) {
        PciAddress at;
        try {
            at = PciAddress.parse(spoken.group(2));
        } catch (IllegalArgumentException tooLarge) {
            return;
        }
        LoggedFunction known = functions.getOrDefault(at, LoggedFunction.of(at));
        String message = spoken.group(3);
        Matcher found = FOUND.matcher(message);
        Matcher buses = BUSES.matcher(message);
        if (found.matches()) {
            known =
                    known.enumeratedAs(
                            PciId.parse(found.group(1)),
                            Integer.parseInt(found.group(2)),
                            Integer.parseInt(found.group(3), 16),
                            kind(found.group(4)));
        } else if (buses.find()) {
            int first = Integer.parseInt(buses.group(1), 16);
            int last = buses.group(2) == null ? first : Integer.parseInt(buses.group(2), 16);
            if (first > 0 && first <= last) {
                known = known.withBuses(new BusRange(first, last));
            }
        } else if (!NO_DRIVER.contains(spoken.group(1))) {
            known = known.withDriver(spoken.group(1));
        }
        if (functions.size() < MOST_FUNCTIONS || functions.containsKey(at)) {
            functions.put(at, known);
        }
    }

    /// Source: `drivers/pci/probe.c:pci_type_str`.
    private static @Nullable FunctionKind kind(String words) {
        return switch (words.strip()) {
            case "PCIe Endpoint" -> FunctionKind.ENDPOINT;
            case "PCIe Legacy Endpoint" -> FunctionKind.LEGACY_ENDPOINT;
            case "PCIe Root Port" -> FunctionKind.ROOT_PORT;
            case "PCIe Switch Upstream Port" -> FunctionKind.SWITCH_UPSTREAM;
            case "PCIe Switch Downstream Port" -> FunctionKind.SWITCH_DOWNSTREAM;
            case "PCIe to PCI/PCI-X bridge" -> FunctionKind.PCIE_TO_PCI_BRIDGE;
            case "PCI/PCI-X to PCIe bridge" -> FunctionKind.PCI_TO_PCIE_BRIDGE;
            case "PCIe Root Complex Integrated Endpoint" -> FunctionKind.INTEGRATED_ENDPOINT;
            case "PCIe Root Complex Event Collector" -> FunctionKind.EVENT_COLLECTOR;
            case "conventional PCI bridge", "CardBus bridge" -> FunctionKind.CONVENTIONAL_BRIDGE;
            case "conventional PCI endpoint" -> FunctionKind.CONVENTIONAL;
            default -> null;
        };
    }
}
