package iovatlas.importer.trace;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which events of a trace mean what.
///
/// Source: `include/trace/events/iommu.h`, `include/trace/events/dma.h`,
/// `include/trace/events/irq.h`, QEMU `hw/vfio/trace-events`.
final class EventWords {

    private static final Pattern HANDLER =
            Pattern.compile("name=vfio-(msix?)\\[(\\d{1,4})\\]\\((\\S{1,40})\\)");
    private static final Pattern REGION =
            Pattern.compile("0x([0-9a-f]{1,16}) - 0x([0-9a-f]{1,16})");

    private final TraceEvents events;

    EventWords(TraceEvents events) {
        this.events = events;
    }

    /// Adds what an event says.
    ///
    /// @return false when it says nothing that a scenario has
    boolean add(TraceLine line, long time, int number) {
        Fields fields = new Fields(line.fields());
        return switch (line.event()) {
            case "map" -> kernelMap(fields, time, number);
            case "unmap" -> kernelUnmap(fields, time, number);
            case "attach_device_to_domain" -> device(TraceEvents.Kind.ATTACH, fields, time, number);
            case "detach_device_from_domain" ->
                    device(TraceEvents.Kind.DETACH, fields, time, number);
            case "io_page_fault" -> fault(fields, time, number);
            case "irq_handler_entry" -> handler(line.fields(), time, number);
            case "vfio_realize" -> device(TraceEvents.Kind.ATTACH, fields, time, number);
            case "vfio_detach_device", "vfio_pci_unrealize" ->
                    device(TraceEvents.Kind.DETACH, fields, time, number);
            case "vfio_dma_map_ram", "vfio_listener_region_add_ram" ->
                    region(TraceEvents.Kind.MAP, fields, line.fields(), time, number);
            case "vfio_dma_unmap_ram", "vfio_listener_region_del" ->
                    region(TraceEvents.Kind.UNMAP, fields, line.fields(), time, number);
            case "vfio_msix_vector_do_use" -> vectors(fields, "index", 1, time, number);
            case "vfio_msi_enable" -> vectors(fields, "nr_vectors", 0, time, number);
            case "vfio_msix_early_setup" -> table(fields, time, number);
            case "vfio_register_msi_binding" -> guest(fields, time, number);
            default -> false;
        };
    }

    private boolean kernelMap(Fields fields, long time, int number) {
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

    private boolean kernelUnmap(Fields fields, long time, int number) {
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

    private boolean handler(String text, long time, int number) {
        Matcher handler = HANDLER.matcher(text);
        if (!handler.find()) {
            return false;
        }
        events.add(
                TraceEvents.Kind.INTERRUPT,
                time,
                handler.group(3),
                Integer.parseInt(handler.group(2)),
                handler.group(1).equals("msix") ? 1 : 0,
                number);
        return true;
    }

    private boolean region(
            TraceEvents.Kind kind, Fields fields, String text, long time, int number) {
        OptionalLong first = any(fields, "iova_start", "start", "iova");
        OptionalLong last = any(fields, "iova_end", "end");
        Matcher range = REGION.matcher(text);
        if ((first.isEmpty() || last.isEmpty()) && range.find()) {
            first = OptionalLong.of(Long.parseUnsignedLong(range.group(1), 16));
            last = OptionalLong.of(Long.parseUnsignedLong(range.group(2), 16));
        }
        if (first.isEmpty() || last.isEmpty()) {
            return false;
        }
        long size = last.getAsLong() - first.getAsLong() + 1;
        events.add(kind, time, "", first.getAsLong(), size, number);
        return true;
    }

    private static OptionalLong any(Fields fields, String... names) {
        for (String name : names) {
            OptionalLong value = fields.hex(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return OptionalLong.empty();
    }

    /// Vectors `0..n` of MSI-X, or n vectors of MSI.
    private boolean vectors(Fields fields, String field, int msix, long time, int number) {
        OptionalLong value = fields.number(field);
        if (value.isEmpty() || fields.device().isEmpty()) {
            return false;
        }
        long count = value.getAsLong() + msix;
        events.add(TraceEvents.Kind.VECTORS, time, fields.device(), count, msix, number);
        return true;
    }

    private boolean table(Fields fields, long time, int number) {
        OptionalLong entries = fields.number("entries");
        if (entries.isEmpty() || fields.device().isEmpty()) {
            return false;
        }
        events.add(
                TraceEvents.Kind.VECTORS, time, fields.device(), -entries.getAsLong(), 1, number);
        return true;
    }

    private boolean guest(Fields fields, long time, int number) {
        OptionalLong vector = fields.number("vector");
        OptionalLong doorbell = any(fields, "gdb", "giova");
        if (vector.isEmpty() || doorbell.isEmpty() || fields.device().isEmpty()) {
            return false;
        }
        events.add(
                TraceEvents.Kind.GUEST_VECTOR,
                time,
                fields.device(),
                vector.getAsLong(),
                doorbell.getAsLong(),
                number);
        return true;
    }
}
