package iovatlas.diagnostic.fault;

import iovatlas.address.Iova;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the fault lines in a kernel log or a trace.
///
/// Source: `drivers/iommu/intel/dmar.c:dmar_fault_do_one`,
/// `drivers/iommu/amd/iommu.c:amd_iommu_report_page_fault, iommu_print_event`,
/// `drivers/iommu/arm/arm-smmu/arm-smmu.c:arm_smmu_context_fault`,
/// `include/trace/events/iommu.h:io_page_fault`.
public final class FaultLines {

    private static final String AT = "\\[?([0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])\\]?";
    private static final Pattern DMAR =
            Pattern.compile(
                    "DMAR: ?\\[DMA (Read|Write)[^\\]]*\\] Request device "
                            + AT
                            + "(?: PASID \\w+)? fault addr (?:0x)?([0-9a-f]{1,16})"
                            + " *\\[fault reason (?:0x)?([0-9a-f]{1,4})\\] *(.*)");
    private static final Pattern DMAR_INTERRUPT =
            Pattern.compile(
                    "DMAR: ?\\[INTR-REMAP\\] Request device "
                            + AT
                            + " fault index (?:0x)?([0-9a-f]{1,8})"
                            + " *\\[fault reason (?:0x)?([0-9a-f]{1,4})\\] *(.*)");
    private static final Pattern AMD =
            Pattern.compile(
                    "(?:(\\S+) ([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]): |AMD-Vi: )"
                            + "(?:AMD-Vi: )?Event logged \\[IO_PAGE_FAULT (?:device="
                            + "(?:[0-9a-f]{4}:)?([0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]) )?"
                            + "domain=0x([0-9a-f]{1,8}) address=0x([0-9a-f]{1,16})"
                            + " flags=0x([0-9a-f]{1,8})");
    private static final Pattern SMMU_V2 =
            Pattern.compile(
                    "arm-smmu (\\S+): Unhandled context fault: fsr=0x([0-9a-f]{1,8}),"
                            + " iova=0x([0-9a-f]{1,16}), fsynr=0x([0-9a-f]{1,8}),"
                            + " ?cbfrsynra=0x([0-9a-f]{1,8})");
    private static final Pattern GLOBAL =
            Pattern.compile(
                    "arm-smmu (\\S+): +GFSR 0x([0-9a-f]{8}), GFSYNR0 0x([0-9a-f]{8}),"
                            + " GFSYNR1 0x([0-9a-f]{8})");
    private static final Pattern TRACE =
            Pattern.compile(
                    "io_page_fault: IOMMU:.*?([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])"
                            + " iova=0x([0-9a-f]{1,16}) flags=0x([0-9a-f]{1,8})");
    private static final int AMD_PRESENT = 0x10;
    private static final int AMD_WRITE = 0x20;
    private static final int FSYNR_WRITE = 0x10;
    private static final int UNIDENTIFIED_STREAM = 2;

    private FaultLines() {}

    /// Every fault, in the order of the lines; SMMUv3 records of several lines are one each.
    public static List<Fault> read(List<String> lines) {
        List<Fault> faults = new ArrayList<>();
        SmmuV3Records records = new SmmuV3Records();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            String line = lines.get(i);
            if (!records.add(line, number).map(faults::add).orElse(false)) {
                one(line, number).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<Fault> one(String line, int number) {
        return dmar(line, number)
                .or(() -> amd(line, number))
                .or(() -> smmu(line, number))
                .or(() -> trace(line, number));
    }

    private static Optional<Fault> dmar(String line, int number) {
        Matcher m = DMAR.matcher(line);
        if (m.find()) {
            return Optional.of(
                    new Fault(
                            Fault.Reporter.DMAR,
                            "",
                            device("0000:" + m.group(2)),
                            Fault.NO_STREAM,
                            iova(m.group(3)),
                            m.group(0).contains("DMA Read")
                                    ? Fault.Access.READ
                                    : Fault.Access.WRITE,
                            m.group(5).strip(),
                            number));
        }
        Matcher interrupt = DMAR_INTERRUPT.matcher(line);
        return interrupt.find()
                ? Optional.of(
                        new Fault(
                                Fault.Reporter.DMAR_INTERRUPT,
                                "",
                                device("0000:" + interrupt.group(1)),
                                Fault.NO_STREAM,
                                null,
                                Fault.Access.UNKNOWN,
                                interrupt.group(4).strip() + ", index 0x" + interrupt.group(2),
                                number))
                : Optional.empty();
    }

    private static Optional<Fault> amd(String line, int number) {
        Matcher m = AMD.matcher(line);
        if (!m.find()) {
            return Optional.empty();
        }
        @Nullable String named = m.group(2);
        @Nullable String listed = m.group(3);
        int flags = Integer.parseUnsignedInt(m.group(6), 16);
        return Optional.of(
                new Fault(
                        Fault.Reporter.AMD_VI,
                        "",
                        named != null
                                ? device(named)
                                : listed != null ? device("0000:" + listed) : null,
                        Fault.NO_STREAM,
                        iova(m.group(5)),
                        (flags & AMD_WRITE) != 0 ? Fault.Access.WRITE : Fault.Access.READ,
                        (flags & AMD_PRESENT) != 0
                                ? "the page is there but does not permit it"
                                : "no page is mapped there",
                        number));
    }

    private static Optional<Fault> smmu(String line, int number) {
        Matcher m = SMMU_V2.matcher(line);
        if (m.find()) {
            int fsr = Integer.parseUnsignedInt(m.group(2), 16);
            int syndrome = Integer.parseUnsignedInt(m.group(4), 16);
            return Optional.of(
                    new Fault(
                            Fault.Reporter.SMMU_V2,
                            m.group(1),
                            null,
                            Integer.parseUnsignedInt(m.group(5), 16) & 0xffff,
                            iova(m.group(3)),
                            (syndrome & FSYNR_WRITE) != 0 ? Fault.Access.WRITE : Fault.Access.READ,
                            contextReason(fsr),
                            number));
        }
        Matcher global = GLOBAL.matcher(line);
        if (!global.find()) {
            return Optional.empty();
        }
        int status = Integer.parseUnsignedInt(global.group(2), 16);
        return Optional.of(
                new Fault(
                        Fault.Reporter.SMMU_V2,
                        global.group(1),
                        null,
                        Integer.parseUnsignedInt(global.group(4), 16) & 0xffff,
                        null,
                        Fault.Access.UNKNOWN,
                        (status & UNIDENTIFIED_STREAM) != 0
                                ? "no stream-map entry has this stream ID"
                                : "a global fault, status 0x" + global.group(2),
                        number));
    }

    private static String contextReason(int fsr) {
        if ((fsr & 2) != 0) {
            return "translation fault: no page is mapped there";
        }
        if ((fsr & 8) != 0) {
            return "permission fault: the page is there but does not permit it";
        }
        return (fsr & 4) != 0
                ? "access flag fault"
                : "context fault, status 0x" + Integer.toHexString(fsr);
    }

    private static Optional<Fault> trace(String line, int number) {
        Matcher m = TRACE.matcher(line);
        return m.find()
                ? Optional.of(
                        new Fault(
                                Fault.Reporter.TRACE,
                                "",
                                device(m.group(1)),
                                Fault.NO_STREAM,
                                iova(m.group(2)),
                                (Integer.parseUnsignedInt(m.group(3), 16) & 1) != 0
                                        ? Fault.Access.WRITE
                                        : Fault.Access.READ,
                                "io_page_fault",
                                number))
                : Optional.empty();
    }

    static Iova iova(String hex) {
        return Iova.of(Long.parseUnsignedLong(hex, 16));
    }

    private static @Nullable PciAddress device(String name) {
        return PciAddress.isAddress(name) ? PciAddress.parse(name) : null;
    }
}
