package iovatlas.importer.trace;

import java.util.OptionalLong;

/// Which events of a trace mean what.
///
/// Source: `include/trace/events/iommu.h`, `include/trace/events/dma.h`.
final class EventWords {

    private final TraceEvents events;
    private final InterruptWords interrupts;
    private final QemuWords qemu;

    EventWords(TraceEvents events) {
        this.events = events;
        this.interrupts = new InterruptWords(events);
        this.qemu = new QemuWords(events);
    }

    /// Adds what an event says.
    ///
    /// @return false when it says nothing that a scenario has
    boolean add(TraceLine line, long time, int number) {
        var fields = new Fields(line.fields());
        return switch (line.event()) {
            case "map" -> map(fields, time, number);
            case "unmap" -> unmap(fields, time, number);
            case "attach_device_to_domain" -> device(TraceEvents.Kind.ATTACH, fields, time, number);
            case "detach_device_from_domain" ->
                    device(TraceEvents.Kind.DETACH, fields, time, number);
            case "io_page_fault" -> fault(fields, time, number);
            default ->
                    interrupts.add(line, time, number)
                            || qemu.add(line.event(), fields, line.fields(), time, number);
        };
    }

    private boolean map(Fields fields, long time, int number) {
        OptionalLong iova = fields.hex("iova");
        OptionalLong size = fields.number("size");
        if (iova.isEmpty() || size.isEmpty()) {
            return false;
        }
        events.add(
                TraceEvents.Kind.MAP,
                time,
                fields.device(),
                iova.getAsLong(),
                size.getAsLong(),
                number);
        return true;
    }

    private boolean unmap(Fields fields, long time, int number) {
        OptionalLong iova = fields.hex("iova");
        OptionalLong done = fields.number("unmapped_size");
        OptionalLong size = done.isPresent() ? done : fields.number("size");
        if (iova.isEmpty() || size.isEmpty()) {
            return false;
        }
        events.add(
                TraceEvents.Kind.UNMAP,
                time,
                fields.device(),
                iova.getAsLong(),
                size.getAsLong(),
                number);
        return true;
    }

    private boolean device(TraceEvents.Kind kind, Fields fields, long time, int number) {
        String device = fields.device();
        if (device.isEmpty()) {
            return false;
        }
        events.add(kind, time, device, 0, 0, number);
        return true;
    }

    private boolean fault(Fields fields, long time, int number) {
        OptionalLong iova = fields.hex("iova");
        if (iova.isEmpty()) {
            return false;
        }
        events.add(
                TraceEvents.Kind.FAULT,
                time,
                fields.device(),
                iova.getAsLong(),
                fields.hex("flags").orElse(0),
                number);
        return true;
    }
}
