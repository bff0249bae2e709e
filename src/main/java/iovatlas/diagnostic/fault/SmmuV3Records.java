package iovatlas.diagnostic.fault;

import iovatlas.topology.PciAddress;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SMMUv3 event records: a heading and four words of 64 bits on lines of their own, or, since 6.16,
/// one decoded line. Lines of several SMMUs and of other drivers can stand between them.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_dump_event`.
final class SmmuV3Records {

    private static final Pattern HEADING =
            Pattern.compile("arm-smmu-v3 (\\S+): event 0x([0-9a-f]{2}) received:");
    private static final Pattern WORD = Pattern.compile("arm-smmu-v3 (\\S+):\\s+0x([0-9a-f]{16})");
    private static final Pattern DECODED =
            Pattern.compile(
                    "arm-smmu-v3 (\\S+): event: (\\w+) client: (\\S+) sid: 0x([0-9a-f]{1,8})"
                            + ".*? iova: 0x([0-9a-f]{1,16})");
    private static final int WORDS = 3;
    private static final int READ_BIT = 35;

    /// Event numbers whose record has an address.
    private static final Map<Integer, String> ADDRESSED =
            Map.of(
                    0x07, "transaction that is not supported (F_UUT)",
                    0x10, "no page is mapped there (F_TRANSLATION)",
                    0x11, "the address is wider than the table (F_ADDR_SIZE)",
                    0x12, "access flag fault (F_ACCESS)",
                    0x13, "the page is there but does not permit it (F_PERMISSION)");

    private static final Map<Integer, String> OTHERS =
            Map.of(
                    0x02, "the stream ID is beyond the stream table (C_BAD_STREAMID)",
                    0x03, "the stream table entry cannot be read (F_STE_FETCH)",
                    0x04, "the stream table entry is invalid (C_BAD_STE)",
                    0x08, "the sub-stream ID is not valid (C_BAD_SUBSTREAMID)",
                    0x0a, "the context descriptor is invalid (C_BAD_CD)");

    private final Map<String, OpenRecord> open = new HashMap<>();

    private static final class OpenRecord {
        private final int event;
        private final int line;
        private final long[] words = new long[WORDS];
        private int count;

        OpenRecord(int event, int line) {
            this.event = event;
            this.line = line;
        }
    }

    /// Takes one line; a fault when it ends a record.
    Optional<Fault> add(String line, int number) {
        Matcher heading = HEADING.matcher(line);
        if (heading.find()) {
            open.put(
                    heading.group(1),
                    new OpenRecord(Integer.parseInt(heading.group(2), 16), number));
            return Optional.empty();
        }
        Matcher decoded = DECODED.matcher(line);
        if (decoded.find()) {
            return Optional.of(decoded(decoded, number));
        }
        Matcher word = WORD.matcher(line);
        if (!word.find() || !open.containsKey(word.group(1))) {
            return Optional.empty();
        }
        OpenRecord record = open.getOrDefault(word.group(1), new OpenRecord(0, number));
        record.words[record.count++] = Long.parseUnsignedLong(word.group(2), 16);
        if (record.count < WORDS) {
            return Optional.empty();
        }
        open.remove(word.group(1));
        return Optional.of(fault(word.group(1), record));
    }

    private static Fault fault(String smmu, OpenRecord record) {
        boolean addressed = ADDRESSED.containsKey(record.event);
        boolean read = (record.words[1] >>> READ_BIT & 1) != 0;
        return new Fault(
                Fault.Reporter.SMMU_V3,
                smmu,
                null,
                (int) (record.words[0] >>> 32),
                addressed ? iovatlas.address.Iova.of(record.words[2]) : null,
                addressed ? read ? Fault.Access.READ : Fault.Access.WRITE : Fault.Access.UNKNOWN,
                ADDRESSED.getOrDefault(
                        record.event,
                        OTHERS.getOrDefault(record.event, "event 0x%02x".formatted(record.event))),
                record.line);
    }

    private static Fault decoded(Matcher line, int number) {
        String client = line.group(3);
        return new Fault(
                Fault.Reporter.SMMU_V3,
                line.group(1),
                PciAddress.isAddress(client) ? PciAddress.parse(client) : null,
                Integer.parseUnsignedInt(line.group(4), 16),
                FaultLines.iova(line.group(5)),
                line.group(0).contains("read") ? Fault.Access.READ : Fault.Access.UNKNOWN,
                line.group(2),
                number);
    }
}
