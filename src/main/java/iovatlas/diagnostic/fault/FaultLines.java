package iovatlas.diagnostic.fault;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the fault lines in a kernel log or a trace.
///
/// @param faults in the order of the lines; records of several lines are one each
/// @param suppressed how many more messages the kernel says that it left out
/// @param lost how often an event queue ran over, so that events were lost
public record FaultLines(List<Fault> faults, long suppressed, int lost) {

    private static final Pattern SUPPRESSED =
            Pattern.compile(
                    "\\b(?:dmar_fault|amd_iommu_\\w{1,40}|iommu_print_event|arm_smmu_\\w{1,40}"
                            + "|viommu_\\w{1,40}): (\\d{1,9}) callbacks suppressed");
    private static final Pattern LOST =
            Pattern.compile("EVTQ overflow detected -- events lost|IOMMU Event log restarting");

    public FaultLines {
        faults = List.copyOf(faults);
    }

    /// Reads a log.
    public static FaultLines of(List<String> lines) {
        Reader reader = new Reader();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(lines.get(i), i + 1);
        }
        return new FaultLines(reader.faults, reader.suppressed, reader.lost);
    }

    /// The faults alone.
    public static List<Fault> read(List<String> lines) {
        return of(lines).faults();
    }

    /// True when nothing in the log tells of faults.
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    private static final class Reader {
        private final List<Fault> faults = new ArrayList<>();
        private final SmmuV3Records records = new SmmuV3Records();
        private final SmmuV2Faults version2 = new SmmuV2Faults();
        private long suppressed;
        private int lost;

        void line(String line, int number) {
            Optional<SmmuV3Records.Found> record = records.add(line, number);
            if (record.isPresent()) {
                take(record.get().fault(), record.get().replaced());
                return;
            }
            Optional<Fault> fault =
                    VtdFaults.read(line, number)
                            .or(() -> AmdFaults.read(line, number))
                            .or(() -> version2.read(line, number))
                            .or(() -> OtherFaults.read(line, number));
            if (fault.isPresent()) {
                faults.add(fault.get());
                return;
            }
            VtdFaults.reasonLine(line).ifPresent(this::reason);
            Matcher left = SUPPRESSED.matcher(line);
            if (left.find()) {
                suppressed += Long.parseLong(left.group(1));
            }
            if (LOST.matcher(line).find()) {
                lost++;
            }
        }

        /// A later line of the same event comes soon; the search goes back from the end.
        private void take(Fault fault, @Nullable Fault replaced) {
            int at = replaced == null ? -1 : faults.lastIndexOf(replaced);
            if (at < 0) {
                faults.add(fault);
            } else {
                faults.set(at, fault);
            }
        }

        private void reason(String words) {
            int last = faults.size() - 1;
            if (last < 0) {
                return;
            }
            Fault fault = faults.get(last);
            boolean bare =
                    (fault.reporter() == Fault.Reporter.DMAR && fault.reason().isEmpty())
                            || (fault.reporter() == Fault.Reporter.DMAR_INTERRUPT
                                    && fault.reason().startsWith("index "));
            if (bare) {
                String all = fault.reason().isEmpty() ? words : words + ", " + fault.reason();
                faults.set(
                        last,
                        Fault.by(fault.reporter(), all, fault.line())
                                .of(fault.device())
                                .in(fault.pasid(), fault.domain())
                                .at(fault.address(), fault.access()));
            }
        }
    }
}
