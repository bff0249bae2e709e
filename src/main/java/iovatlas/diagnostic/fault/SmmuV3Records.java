package iovatlas.diagnostic.fault;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SMMUv3 event records: a heading and four words of 64 bits on lines of their own. Since 6.15 one
/// line of words follows that names the client, and for page faults another with the access. Lines
/// of several SMMUs and of other drivers can stand between them.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_dump_event`
/// (`arm_smmu_evtq_thread` before 6.15).
final class SmmuV3Records {

    private static final Pattern HEADING =
            Pattern.compile("arm-smmu-v3 (\\S+): event 0x([0-9a-f]{2}) received:");
    private static final Pattern WORD = Pattern.compile("arm-smmu-v3 (\\S+):\\s+0x([0-9a-f]{16})");
    private static final Pattern DECODED =
            Pattern.compile(
                    "arm-smmu-v3 (\\S+): event: (\\w+) client: (\\S+|\\(unassigned sid\\)) sid:"
                            + " (?:0x)?([0-9a-f]{1,8})(?: ssid: (?:0x)?([0-9a-f]{1,8}))?(?: iova:"
                            + " (?:0x)?([0-9a-f]{1,16}))?");
    private static final Pattern ACCESS =
            Pattern.compile(
                    "arm-smmu-v3 (\\S+): (?:un)?priv (?:inst|data) (read|write) (s[12]) \"");
    private static final int WORDS = 3;
    private static final int READ_BIT = 35;
    private static final long SUBSTREAM_VALID = 1L << 11;
    private static final int SUBSTREAM_SHIFT = 12;
    private static final int SUBSTREAM_BITS = 0xfffff;

    private final Map<String, OpenRecord> open = new HashMap<>();
    private final Map<String, Fault> raws = new HashMap<>();
    private final Map<String, Fault> decoded = new HashMap<>();

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

    /// What a line gives.
    ///
    /// @param fault the fault
    /// @param replaced the fault that was told before and is meant again, null for none
    record Found(Fault fault, @Nullable Fault replaced) {}

    /// Takes one line; a fault when it ends a record or says more about the one before.
    Optional<Found> add(String line, int number) {
        Matcher heading = HEADING.matcher(line);
        if (heading.find()) {
            raws.remove(heading.group(1));
            open.put(
                    heading.group(1),
                    new OpenRecord(Integer.parseInt(heading.group(2), 16), number));
            return Optional.empty();
        }
        Matcher decoded = DECODED.matcher(line);
        if (decoded.find()) {
            return Optional.of(decoded(decoded, number));
        }
        Matcher access = ACCESS.matcher(line);
        if (access.find()) {
            return access(access);
        }
        Matcher word = WORD.matcher(line);
        return word.find() ? word(word) : Optional.empty();
    }

    private Optional<Found> word(Matcher word) {
        @Nullable OpenRecord record = open.get(word.group(1));
        if (record == null) {
            return Optional.empty();
        }
        record.words[record.count++] = Long.parseUnsignedLong(word.group(2), 16);
        if (record.count < WORDS) {
            return Optional.empty();
        }
        open.remove(word.group(1));
        Fault fault = fault(word.group(1), record);
        raws.put(word.group(1), fault);
        return Optional.of(new Found(fault, null));
    }

    private static Fault fault(String smmu, OpenRecord record) {
        Fault fault =
                Fault.by(Fault.Reporter.SMMU_V3, SmmuV3Events.reason(record.event), record.line)
                        .at(smmu, (int) (record.words[0] >>> 32));
        if ((record.words[0] & SUBSTREAM_VALID) != 0) {
            int substream = (int) (record.words[0] >>> SUBSTREAM_SHIFT) & SUBSTREAM_BITS;
            fault = fault.in(substream, Fault.NONE);
        }
        boolean read = (record.words[1] >>> READ_BIT & 1) != 0;
        return SmmuV3Events.hasAddress(record.event)
                ? fault.at(iovatlas.address.Iova.of(record.words[2]), Fault.Access.of(!read))
                : fault;
    }

    private Found decoded(Matcher line, int number) {
        String smmu = line.group(1);
        @Nullable Fault raw = raws.remove(smmu);
        int stream = Hex.word(line.group(4));
        boolean same = raw != null && raw.streamId() == stream;
        @Nullable String substream = line.group(5);
        @Nullable String address = line.group(6);
        int pasid = substream == null ? Fault.NONE : Hex.word(substream);
        Fault fault =
                Fault.by(Fault.Reporter.SMMU_V3, SmmuV3Events.reason(line.group(2)), number)
                        .of(Hex.device(line.group(3)))
                        .at(smmu, stream)
                        .in(pasid == 0 ? Fault.NONE : pasid, Fault.NONE)
                        .at(address == null ? null : Hex.iova(address), Fault.Access.UNKNOWN);
        if (same && raw != null) {
            // The words are the same event: the line of the heading stays, the access is known.
            fault =
                    Fault.by(Fault.Reporter.SMMU_V3, fault.reason(), raw.line())
                            .of(fault.device())
                            .at(smmu, stream)
                            .in(raw.pasid(), Fault.NONE)
                            .at(raw.address(), raw.access());
        }
        decoded.put(smmu, fault);
        return new Found(fault, same ? raw : null);
    }

    private Optional<Found> access(Matcher line) {
        @Nullable Fault told = decoded.remove(line.group(1));
        if (told == null || told.access() != Fault.Access.UNKNOWN || told.address() == null) {
            return Optional.empty();
        }
        Fault whole = told.at(told.address(), Fault.Access.of(line.group(2).equals("write")));
        return Optional.of(new Found(whole, told));
    }
}
