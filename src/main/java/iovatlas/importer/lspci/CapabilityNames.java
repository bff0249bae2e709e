package iovatlas.importer.lspci;

import java.util.List;
import java.util.Optional;

/// The numbers of capabilities by how `lspci` words them. Those that decide nothing are named all
/// the same, so that a capability list stays whole.
final class CapabilityNames {

    private static final int VENDOR_SPECIFIC = 0x09;
    private static final int EXTENDED_VENDOR_SPECIFIC = 0x0b;

    private record Name(int id, String start) {}

    private static final List<Name> CLASSIC =
            parse(
                    """
                    01 Power Management
                    02 AGP
                    03 Vital Product Data
                    04 Slot ID
                    05 MSI:
                    05 Message Signalled Interrupts
                    07 PCI-X
                    08 HyperTransport
                    0a Debug port
                    0d Subsystem:
                    0f Secure device
                    10 Express
                    11 MSI-X:
                    12 SATA HBA
                    13 PCI Advanced Features
                    14 Enhanced Allocation
                    """);

    private static final List<Name> EXTENDED =
            parse(
                    """
                    01 Advanced Error Reporting
                    02 Virtual Channel
                    03 Device Serial Number
                    04 Power Budgeting
                    05 Root Complex Link
                    0d Access Control Services
                    0e Alternative Routing-ID
                    0f Address Translation Service
                    10 Single Root I/O Virtualization
                    12 Multicast
                    13 Page Request Interface
                    15 Physical Resizable BAR
                    18 Latency Tolerance Reporting
                    19 Secondary PCI Express
                    1b Process Address Space ID
                    1d Downstream Port Containment
                    1e L1 PM Substates
                    1f Precision Time Measurement
                    """);

    private CapabilityNames() {}

    static int classic(String text) {
        return find(CLASSIC, text).orElse(VENDOR_SPECIFIC);
    }

    static int extended(String text) {
        return find(EXTENDED, text).orElse(EXTENDED_VENDOR_SPECIFIC);
    }

    private static Optional<Integer> find(List<Name> names, String text) {
        return names.stream().filter(n -> text.startsWith(n.start())).map(Name::id).findFirst();
    }

    private static List<Name> parse(String text) {
        return text.lines()
                .map(line ->
                        new Name(Integer.parseInt(line.substring(0, 2), 16), line.substring(3)))
                .toList();
    }
}
