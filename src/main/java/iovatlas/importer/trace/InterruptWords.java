package iovatlas.importer.trace;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Events of the interrupts of assigned devices on the host, and of what KVM makes of them. KVM does
/// not name the device; it is the one whose handler runs on the same processor, or whose handler ran
/// for the same interrupt number.
///
/// Source: `include/trace/events/irq.h:irq_handler_entry`, `arch/x86/kvm/trace.h:kvm_msi_set_irq,
/// kvm_pi_irte_update`, `drivers/vfio/pci/vfio_pci_intrs.c:vfio_msi_set_vector_signal`.
final class InterruptWords {

    private static final long DOORBELL = 0xfee00000L;
    private static final int LOGICAL = 1 << 2;
    private static final Pattern HANDLER =
            Pattern.compile("irq=(\\d{1,9}) name=vfio-(msix?)\\[(\\d{1,4})\\]\\((\\S{1,40})\\)");
    private static final Pattern MESSAGE =
            Pattern.compile("dst ([0-9a-f]{1,2}) vec (\\d{1,3}) \\((?:Fixed|LowPrio)\\|(\\w+)");
    private static final Pattern POSTED =
            Pattern.compile(
                    "PI is enabled.{0,24} for irq (\\d{1,9}), vcpu (\\d{1,3}), gsi:"
                            + " 0x[0-9a-f]{1,8}, gvec: 0x([0-9a-f]{1,2})\\b");

    /// A vector of an assigned device.
    private record Source(String device, int vector) {}

    private final TraceEvents events;
    private final Map<Integer, Source> running = new HashMap<>();
    private final Map<Integer, Source> numbers = new HashMap<>();

    InterruptWords(TraceEvents events) {
        this.events = events;
    }

    /// Adds what an event says.
    ///
    /// @return false when it says nothing that a scenario has
    boolean add(TraceLine line, long time, int number) {
        return switch (line.event()) {
            case "irq_handler_entry" -> handler(line, time, number);
            case "irq_handler_exit" -> running.remove(line.cpu()) != null;
            case "kvm_msi_set_irq" -> message(line, time, number);
            case "kvm_pi_irte_update" -> posted(line, time, number);
            default -> false;
        };
    }

    private boolean handler(TraceLine line, long time, int number) {
        Matcher handler = HANDLER.matcher(line.fields());
        if (!handler.find()) {
            return false;
        }
        var source = new Source(handler.group(4), Integer.parseInt(handler.group(3)));
        numbers.put(Integer.parseInt(handler.group(1)), source);
        if (line.cpu() >= 0) {
            running.put(line.cpu(), source);
        }
        events.add(
                TraceEvents.Kind.INTERRUPT,
                time,
                source.device(),
                source.vector(),
                handler.group(2).equals("msix") ? 1 : 0,
                number);
        return true;
    }

    private boolean message(TraceLine line, long time, int number) {
        Matcher message = MESSAGE.matcher(line.fields());
        @Nullable Source source = running.get(line.cpu());
        if (source == null || !message.find()) {
            return false;
        }
        long destination = Long.parseLong(message.group(1), 16) << 12;
        long mode = message.group(3).equals("logical") ? LOGICAL : 0;
        int data = Integer.parseInt(message.group(2));
        guest(source, DOORBELL | destination | mode, data, time, number);
        return true;
    }

    private boolean posted(TraceLine line, long time, int number) {
        Matcher posted = POSTED.matcher(line.fields());
        if (!posted.find()) {
            return false;
        }
        @Nullable Source source = numbers.get(Integer.parseInt(posted.group(1)));
        if (source == null) {
            return false;
        }
        long vcpu = Long.parseLong(posted.group(2)) & 0xff;
        int data = Integer.parseInt(posted.group(3), 16);
        guest(source, DOORBELL | vcpu << 12, data, time, number);
        return true;
    }

    private void guest(Source source, long address, int data, long time, int number) {
        events.add(
                TraceEvents.Kind.GUEST_MESSAGE,
                time,
                source.device(),
                source.vector() | (long) (data & 0xff) << 16,
                address,
                number);
    }
}
