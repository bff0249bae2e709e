package iovatlas.diagnostic.fault;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of virtio-iommu and the trace event that drivers of any IOMMU write.
///
/// Source: `drivers/iommu/virtio-iommu.c:viommu_fault_handler`,
/// `include/trace/events/iommu.h:io_page_fault`.
final class OtherFaults {

    private static final Pattern VIRTIO =
            Pattern.compile(
                    "virtio_iommu (\\S+): (domain|page|unknown) fault from EP (\\d{1,10})"
                            + "(?: at 0x([0-9a-f]{1,16}) \\[([RWX]{0,3})\\])?");
    private static final Pattern TRACE =
            Pattern.compile(
                    "io_page_fault: IOMMU:.*?([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])"
                            + " iova=0x([0-9a-f]{1,16}) flags=0x([0-9a-f]{1,8})");
    private static final long LAST_ENDPOINT = 0xffffffffL;

    private OtherFaults() {}

    static Optional<Fault> read(String line, int number) {
        Matcher virtio = VIRTIO.matcher(line);
        if (virtio.find() && Long.parseLong(virtio.group(3)) <= LAST_ENDPOINT) {
            return Optional.of(virtio(virtio, number));
        }
        Matcher trace = TRACE.matcher(line);
        return trace.find()
                ? Optional.of(
                        Fault.by(Fault.Reporter.TRACE, "io_page_fault", number)
                                .of(Hex.device(trace.group(1)))
                                .at(
                                        Hex.iova(trace.group(2)),
                                        Fault.Access.of((Hex.word(trace.group(3)) & 1) != 0)))
                : Optional.empty();
    }

    private static Fault virtio(Matcher m, int number) {
        Fault fault =
                Fault.by(Fault.Reporter.VIRTIO, reason(m.group(2)), number)
                        .at(m.group(1), (int) Long.parseLong(m.group(3)));
        @Nullable String address = m.group(4);
        @Nullable String flags = m.group(5);
        return address == null || flags == null
                ? fault
                : fault.at(Hex.iova(address), Fault.Access.of(flags.contains("W")));
    }

    private static String reason(String word) {
        return switch (word) {
            case "domain" -> "the endpoint is attached to no domain";
            case "page" -> "no page is mapped there, or it does not permit it";
            default -> "the device gives no reason";
        };
    }
}
