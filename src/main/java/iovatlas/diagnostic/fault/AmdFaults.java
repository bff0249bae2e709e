package iovatlas.diagnostic.fault;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Events of AMD's IOMMU: a name and fields. The function is a field, with a segment since 6.0, or,
/// for page faults of a function with a driver, the device that the line begins with. Some releases
/// before 4.18 print `Event logged [` on a line of its own.
///
/// Source: `drivers/iommu/amd/iommu.c:iommu_print_event, amd_iommu_report_page_fault,
/// amd_iommu_report_rmp_fault`, `drivers/iommu/amd_iommu.c` before 5.9.
final class AmdFaults {

    private static final Pattern EVENT =
            Pattern.compile(
                    "(IO_PAGE_FAULT|ILLEGAL_DEV_TABLE_ENTRY|DEV_TAB_HARDWARE_ERROR"
                            + "|PAGE_TAB_HARDWARE_ERROR|IOTLB_INV_TIMEOUT|INVALID_DEVICE_REQUEST"
                            + "|INVALID_PPR_REQUEST|RMP_PAGE_FAULT|RMP_HARDWARE_ERROR) "
                            + "((?:\\w{2,12}=[0-9a-fx:.]{1,20},? ?){1,8})\\]");
    private static final Pattern FIELD = Pattern.compile("(\\w{2,12})=(?:0x)?([0-9a-f:.]{1,18})");
    private static final Pattern NAMED =
            Pattern.compile("(\\S{1,60}) ([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]): ");
    private static final int INTERRUPT = 0x008;
    private static final int PRESENT = 0x010;
    private static final int WRITE = 0x020;
    private static final int RESERVED_BIT = 0x080;
    private static final int TRANSLATION = 0x100;

    private static final Map<String, String> OTHERS =
            Map.of(
                    "ILLEGAL_DEV_TABLE_ENTRY",
                    "the device's entry in the device table is invalid",
                    "DEV_TAB_HARDWARE_ERROR",
                    "the device table cannot be read",
                    "PAGE_TAB_HARDWARE_ERROR",
                    "the page table cannot be read",
                    "IOTLB_INV_TIMEOUT",
                    "the device did not answer an invalidation of its address cache",
                    "INVALID_DEVICE_REQUEST",
                    "a request that the device must not make",
                    "INVALID_PPR_REQUEST",
                    "a page request that the device must not make",
                    "RMP_PAGE_FAULT",
                    "the page belongs to a confidential guest",
                    "RMP_HARDWARE_ERROR",
                    "the reverse map of confidential guests cannot be read");

    private AmdFaults() {}

    static Optional<Fault> read(String line, int number) {
        Matcher m = EVENT.matcher(line);
        if (!m.find()) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(m.group(2));
        while (field.find()) {
            fields.putIfAbsent(field.group(1), field.group(2));
        }
        int flags = number(fields.get("flags"), 0);
        @Nullable PciAddress device = Hex.device(fields.get("device"));
        boolean faultOfDevice = m.group(1).endsWith("PAGE_FAULT");
        Fault fault =
                Fault.by(Fault.Reporter.AMD_VI, reason(m.group(1), flags), number)
                        .of(device == null && faultOfDevice ? named(line) : device)
                        .in(number(fields.get("pasid"), Fault.NONE), domain(fields));
        return Optional.of(withAddress(fault, fields, flags));
    }

    private static Fault withAddress(Fault fault, Map<String, String> fields, int flags) {
        @Nullable String address = fields.getOrDefault("address", fields.get("gpa"));
        if (address == null || !address.matches("[0-9a-f]{1,16}")) {
            return fault;
        }
        if ((flags & INTERRUPT) != 0) {
            return fault.at(null, Fault.Access.INTERRUPT);
        }
        return fault.at(Hex.iova(address), Fault.Access.of((flags & WRITE) != 0));
    }

    private static int domain(Map<String, String> fields) {
        return number(fields.get("domain"), Fault.NONE);
    }

    private static int number(@Nullable String digits, int missing) {
        return digits != null && digits.matches("[0-9a-f]{1,8}") ? Hex.word(digits) : missing;
    }

    private static String reason(String event, int flags) {
        if (!event.equals("IO_PAGE_FAULT")) {
            String words = OTHERS.getOrDefault(event, event.toLowerCase(Locale.ROOT));
            return words + " (" + event + ")";
        }
        if ((flags & INTERRUPT) != 0) {
            return "an interrupt whose remapping entry is missing or invalid";
        }
        if ((flags & RESERVED_BIT) != 0) {
            return "a reserved bit is set in the page table";
        }
        String what =
                (flags & PRESENT) != 0
                        ? "the page is there but does not permit it"
                        : "no page is mapped there";
        return (flags & TRANSLATION) != 0 ? what + " (a translation request)" : what;
    }

    /// The function that the line begins with; the driver's name stands before it.
    private static @Nullable PciAddress named(String line) {
        Matcher m = NAMED.matcher(line);
        return m.find() && !m.group(1).endsWith("AMD-Vi") ? Hex.device(m.group(2)) : null;
    }
}
