package iovatlas.diagnostic.fault;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of VT-d: DMA and interrupt-remapping faults. Up to 4.4 the reason has a line of its own;
/// reasons and indexes are decimal or bare hex up to 5.13; a PASID is always printed from 5.11 on,
/// all ones standing for none until 5.13, `NO_PASID` after; 5.14 to 5.18 write the function with
/// `0x`.
///
/// Source: `drivers/iommu/intel/dmar.c:dmar_fault_do_one`, `drivers/iommu/dmar.c` before 5.9.
final class VtdFaults {

    private static final String AT =
            "Request device \\[(?:0x)?([0-9a-f]{2}):(?:0x)?([0-9a-f]{2})\\.([0-7])\\]";
    private static final String REASON = " *\\[fault reason ((?:0x)?[0-9a-f]{1,4})\\] *(.*)";
    private static final Pattern DMA =
            Pattern.compile(
                    "DMAR: ?\\[DMA (Read|Write)(?: (?:NO_PASID|PASID 0x([0-9a-f]{1,8})))?\\] "
                            + AT
                            + "(?: PASID ([0-9a-f]{1,8}))?"
                            + " fault addr (?:0x)?([0-9a-f]{1,16})"
                            + "(?:"
                            + REASON
                            + ")?");
    private static final Pattern INTERRUPT =
            Pattern.compile(
                    "DMAR(?:-IR)?: ?\\[INTR-REMAP\\] "
                            + AT
                            + " fault index (?:0x)?([0-9a-f]{1,8})"
                            + "(?:"
                            + REASON
                            + ")?");
    private static final Pattern REASON_LINE =
            Pattern.compile(
                    "(?:DMAR(?:-IR)?:|INTR-REMAP:) ?\\[fault reason ((?:0x)?[0-9a-f]{1,4})\\]"
                            + " *(.*)");
    private static final int NO_PASID = 0xffffffff;
    private static final int NO_PASID_20_BITS = 0xfffff;

    private VtdFaults() {}

    static Optional<Fault> read(String line, int number) {
        Matcher dma = DMA.matcher(line);
        if (dma.find()) {
            return Optional.of(
                    Fault.by(Fault.Reporter.DMAR, reason(dma, 8), number)
                            .of(Hex.device(at(dma, 3)))
                            .at(
                                    Hex.iova(dma.group(7)),
                                    Fault.Access.of(dma.group(1).equals("Write")))
                            .in(pasid(dma.group(2), dma.group(6)), Fault.NONE));
        }
        Matcher interrupt = INTERRUPT.matcher(line);
        if (!interrupt.find()) {
            return Optional.empty();
        }
        String why = reason(interrupt, 5);
        return Optional.of(
                Fault.by(
                                Fault.Reporter.DMAR_INTERRUPT,
                                (why.isEmpty() ? "" : why + ", ") + "index 0x" + interrupt.group(4),
                                number)
                        .of(Hex.device(at(interrupt, 1)))
                        .at(null, Fault.Access.INTERRUPT));
    }

    /// The reason that an old kernel prints on the line after.
    static Optional<String> reasonLine(String line) {
        Matcher m = REASON_LINE.matcher(line);
        return m.find() ? Optional.of(m.group(2).strip()) : Optional.empty();
    }

    private static String at(Matcher m, int group) {
        return m.group(group) + ":" + m.group(group + 1) + "." + m.group(group + 2);
    }

    private static String reason(Matcher m, int group) {
        @Nullable String words = m.group(group + 1);
        return words == null ? "" : words.strip();
    }

    private static int pasid(@Nullable String inBrackets, @Nullable String behind) {
        @Nullable String digits = inBrackets != null ? inBrackets : behind;
        int pasid = digits == null ? Fault.NONE : Hex.word(digits);
        return pasid == NO_PASID || pasid == NO_PASID_20_BITS ? Fault.NONE : pasid;
    }
}
