package iovatlas.diagnostic.fault;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of the SMMUv2 driver. Context faults have the stream ID (`cbfrsynra`) since 5.2; since 6.12
/// the registers follow in words, 6.11 prints nothing but these. A global fault is a sentence and
/// its registers on the next line.
///
/// Source: `drivers/iommu/arm/arm-smmu/arm-smmu.c:arm_smmu_context_fault, arm_smmu_global_fault,
/// arm_smmu_print_context_fault_info`, `drivers/iommu/arm-smmu.c` before 5.9.
final class SmmuV2Faults {

    private static final Pattern CONTEXT =
            Pattern.compile(
                    "arm-smmu(?:-nvidia)? (\\S+): Unhandled context fault: fsr=0x([0-9a-f]{1,8}),"
                            + " ?iova=0x([0-9a-f]{1,16}), ?fsynr=0x([0-9a-f]{1,8})"
                            + "(?:, ?cbfrsynra=0x([0-9a-f]{1,8}))?");
    private static final Pattern GLOBAL =
            Pattern.compile(
                    "arm-smmu(?:-nvidia)? (\\S+): +GFSR 0x([0-9a-f]{8}), GFSYNR0 0x[0-9a-f]{8},"
                            + " GFSYNR1 0x([0-9a-f]{8})");
    private static final Pattern BLOCKED =
            Pattern.compile(
                    "arm-smmu(?:-nvidia)? (\\S+): Blocked unknown Stream ID 0x([0-9a-f]{1,4});");
    private static final int WRITE = 0x10;
    private static final int TRANSLATION = 0x2;
    private static final int ACCESS_FLAG = 0x4;
    private static final int PERMISSION = 0x8;
    private static final int EXTERNAL = 0x10;
    private static final int UNIDENTIFIED_STREAM = 0x2;
    private static final int INVALID_CONTEXT = 0x1;
    private static final int MULTIPLE = 0x8000_0000;
    private static final String UNKNOWN_STREAM = "no stream-map entry has this stream ID";

    private @Nullable Fault blocked;

    Optional<Fault> read(String line, int number) {
        Matcher context = CONTEXT.matcher(line);
        if (context.find()) {
            return Optional.of(context(context, number));
        }
        Matcher sentence = BLOCKED.matcher(line);
        if (sentence.find()) {
            Fault fault =
                    Fault.by(Fault.Reporter.SMMU_V2, UNKNOWN_STREAM, number)
                            .at(sentence.group(1), Hex.word(sentence.group(2)));
            blocked = fault;
            return Optional.of(fault);
        }
        Matcher global = GLOBAL.matcher(line);
        return global.find() ? global(global, number) : Optional.empty();
    }

    private static Fault context(Matcher m, int number) {
        @Nullable String stream = m.group(5);
        return Fault.by(Fault.Reporter.SMMU_V2, reason(Hex.word(m.group(2))), number)
                .at(m.group(1), stream == null ? Fault.NONE : Hex.word(stream) & 0xffff)
                .at(Hex.iova(m.group(3)), Fault.Access.of((Hex.word(m.group(4)) & WRITE) != 0));
    }

    /// The registers; the sentence before them has told of the same fault where it named the stream.
    private Optional<Fault> global(Matcher m, int number) {
        int status = Hex.word(m.group(2));
        Fault fault =
                Fault.by(Fault.Reporter.SMMU_V2, globalReason(status), number)
                        .at(m.group(1), Hex.word(m.group(3)) & 0xffff);
        @Nullable Fault before = blocked;
        blocked = null;
        boolean told =
                before != null
                        && before.iommu().equals(fault.iommu())
                        && before.streamId() == fault.streamId();
        return told ? Optional.empty() : Optional.of(fault);
    }

    private static String globalReason(int status) {
        if ((status & UNIDENTIFIED_STREAM) != 0) {
            return UNKNOWN_STREAM;
        }
        if ((status & INVALID_CONTEXT) != 0) {
            return "the stream leads to no valid context bank";
        }
        return status == MULTIPLE
                ? "several global faults at once"
                : "a global fault, status 0x%08x".formatted(status);
    }

    private static String reason(int status) {
        if ((status & TRANSLATION) != 0) {
            return "no page is mapped there";
        }
        if ((status & PERMISSION) != 0) {
            return "the page is there but does not permit it";
        }
        if ((status & ACCESS_FLAG) != 0) {
            return "the page's access flag is not set";
        }
        return (status & EXTERNAL) != 0
                ? "the memory or the device behind the page refused"
                : "context fault, status 0x" + Integer.toHexString(status);
    }
}
