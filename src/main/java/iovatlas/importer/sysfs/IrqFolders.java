package iovatlas.importer.sysfs;

import iovatlas.address.Iova;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedIrqDomain;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `/sys/kernel/debug/irq` and `/proc/irq` say about message-signalled interrupts.
///
/// Source: `kernel/irq/debugfs.c:irq_debug_show` (4.14 on), `kernel/irq/irqdomain.c:domain_debug_show`,
/// `kernel/irq/proc.c:register_irq_proc`.
final class IrqFolders {

    private static final String IRQS = "sys/kernel/debug/irq/irqs";
    private static final String DOMAINS = "sys/kernel/debug/irq/domains";
    private static final String PROC = "proc/irq";

    /// The flags that say whether it can arrive; the rest is the kernel's housekeeping.
    private static final Set<String> TELLING =
            Set.of(
                    "IRQD_ACTIVATED",
                    "IRQD_IRQ_STARTED",
                    "IRQD_IRQ_DISABLED",
                    "IRQD_IRQ_MASKED",
                    "IRQD_FORWARDED_TO_VCPU");

    private static final Pattern LINE = Pattern.compile("\\s*([a-zA-Z_ ]+):\\s*(.*)");

    private final FileTree debug;
    private final FileTree proc;

    /// @param snapshot the recordings; the newest that has the folders is read
    IrqFolders(Snapshot snapshot) {
        this.debug = snapshot.newestWith(IRQS);
        this.proc = snapshot.newestWith(PROC);
    }

    /// The interrupts of PCI functions, and those that are known to be message-signalled.
    ///
    /// @param known Linux interrupt numbers
    List<ObservedIrq> irqs(Set<Integer> known) {
        List<ObservedIrq> irqs = new ArrayList<>();
        for (int number : numbers()) {
            ObservedIrq irq =
                    debug.text(IRQS + "/" + number)
                            .map(text -> parse(number, text))
                            .orElseGet(() -> bare(number))
                            .withAffinity(
                                    list(number, "smp_affinity_list"),
                                    list(number, "effective_affinity_list"));
            boolean counts = known.contains(number) || irq.address() != null;
            boolean empty = irq.equals(bare(number));
            if (counts && !empty) {
                irqs.add(irq);
            }
        }
        return irqs;
    }

    /// Every interrupt domain that debugfs lists.
    List<ObservedIrqDomain> domains() {
        List<ObservedIrqDomain> domains = new ArrayList<>();
        for (String file : debug.names(DOMAINS)) {
            debug.text(DOMAINS + "/" + file).flatMap(IrqFolders::domain).ifPresent(domains::add);
        }
        return domains.stream().distinct().toList();
    }

    private Set<Integer> numbers() {
        Set<Integer> numbers = new TreeSet<>();
        for (Set<String> names : List.of(debug.names(IRQS), proc.names(PROC))) {
            names.stream()
                    .filter(name -> name.matches("\\d{1,9}"))
                    .map(Integer::valueOf)
                    .forEach(numbers::add);
        }
        return numbers;
    }

    private String list(int number, String name) {
        return proc.line(PROC + "/" + number + "/" + name).orElse("");
    }

    private static ObservedIrq bare(int number) {
        return new ObservedIrq(number, "", "", "", List.of(), null, null, List.of(), null, null);
    }

    private static ObservedIrq parse(int number, String text) {
        Descriptor descriptor = new Descriptor();
        text.lines().forEach(descriptor::line);
        return descriptor.irq(number);
    }

    /// Collects one file; the first value of a key counts, but every domain makes a level.
    private static final class Descriptor {
        private String device = "";
        private String affinity = "";
        private String effective = "";
        private @Nullable Long high;
        private @Nullable Long low;
        private @Nullable Integer data;
        private @Nullable Integer vector;
        private @Nullable Integer target;
        private String domain = "";
        private long hwirq;
        private final List<String> flags = new ArrayList<>();
        private final List<ObservedIrq.Level> levels = new ArrayList<>();

        private void line(String line) {
            if (TELLING.contains(line.strip())) {
                flags.add(line.strip());
            }
            Matcher match = LINE.matcher(line);
            if (!match.matches()) {
                return;
            }
            String value = match.group(2).strip();
            switch (match.group(1).strip()) {
                case "device" -> device = value.equals("(null)") ? "" : value;
                case "affinity" -> affinity = value;
                case "effectiv" -> effective = value;
                case "address_hi" -> high = Numbers.parse(value).orElse(null);
                case "address_lo" -> low = Numbers.parse(value).orElse(null);
                case "msg_data" -> data = Numbers.parse(value).map(Long::intValue).orElse(null);
                case "Vector" -> vector = upTo(255, value);
                case "Target" -> target = upTo(Integer.MAX_VALUE, value);
                case "domain" -> domain = value;
                case "hwirq" -> hwirq = Numbers.parse(value).orElse(0L);
                case "chip" -> levels.add(new ObservedIrq.Level(domain, hwirq, value));
                default -> {}
            }
        }

        private ObservedIrq irq(int number) {
            Long lower = low;
            Iova address =
                    lower == null || !PciAddress.isAddress(device)
                            ? null
                            : Iova.of((high == null ? 0 : high << 32) | lower);
            return new ObservedIrq(
                    number,
                    device,
                    affinity,
                    effective,
                    flags,
                    address,
                    address == null ? null : data,
                    levels,
                    vector,
                    target);
        }

        private static @Nullable Integer upTo(int most, String value) {
            return value.matches("\\d{1,9}") && Integer.parseInt(value) <= most
                    ? Integer.valueOf(value)
                    : null;
        }
    }

    private static Optional<ObservedIrqDomain> domain(String text) {
        String name = "";
        String parent = "";
        int mapped = 0;
        int flags = 0;
        for (String line : text.lines().toList()) {
            Matcher match = LINE.matcher(line);
            if (!match.matches()) {
                continue;
            }
            String value = match.group(2).strip();
            String key = match.group(1).strip();
            if (key.equals("name") && name.isEmpty()) {
                name = value;
            } else if (key.equals("mapped") && value.matches("\\d{1,9}")) {
                mapped = Integer.parseInt(value);
            } else if (key.equals("flags")) {
                flags = Numbers.parse(value).map(Long::intValue).orElse(0);
            } else if (key.equals("parent")) {
                // What follows tells of the parents, which have files of their own.
                parent = value;
                break;
            }
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObservedIrqDomain(name, parent, mapped, flags));
    }
}
