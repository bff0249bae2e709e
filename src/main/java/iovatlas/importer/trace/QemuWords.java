package iovatlas.importer.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Events of QEMU, in the form of its simple back end (`name=value`) and in that of its log.
///
/// Source: QEMU `hw/vfio/trace-events`, `backends/trace-events`.
final class QemuWords {

    private static final Pattern REGION =
            Pattern.compile("0x([0-9a-f]{1,16}) - 0x([0-9a-f]{1,16})");
    private static final Pattern VECTOR = Pattern.compile("vector (\\d{1,4})\\b");
    private static final Pattern MESSAGE =
            Pattern.compile("vector \\d{1,4} 0x([0-9a-f]{1,16})/0x([0-9a-f]{1,8})\\b");
    private static final Pattern ENABLED = Pattern.compile("Enabled (\\d{1,4}) MSI vectors");
    private static final Pattern ENTRIES =
            Pattern.compile("CAP @0x([0-9a-f]{1,3}),.{0,60} entries (\\d{1,4})\\b");
    private static final Pattern WRITE =
            Pattern.compile("@0x([0-9a-f]{1,4}), 0x([0-9a-f]{1,16}), len=0x([0-9a-f])\\b");
    private static final Pattern TRANSLATED =
            Pattern.compile("iommu (MAP|UNMAP) @ 0x([0-9a-f]{1,16}) - 0x([0-9a-f]{1,16})");
    private static final int COMMAND = 4;
    private static final int BUS_MASTER = 1 << 2;
    private static final int FUNCTION_MASK = 1 << 14;
    private static final long X86_DOORBELL = 0xfeeL;

    private final TraceEvents events;
    private final Map<String, Long> tables = new HashMap<>();

    QemuWords(TraceEvents events) {
        this.events = events;
    }

    /// Adds what an event says.
    ///
    /// @return false when it says nothing that a scenario has
    boolean add(String event, Fields fields, String text, long time, int number) {
        return switch (event) {
            case "vfio_realize" -> device(TraceEvents.Kind.ATTACH, fields, 0, time, number);
            case "vfio_detach_device", "vfio_pci_unrealize" ->
                    device(TraceEvents.Kind.DETACH, fields, 0, time, number);
            case "vfio_dma_map_ram", "vfio_listener_region_add_ram" ->
                    region(TraceEvents.Kind.MAP, fields, text, time, number);
            case "vfio_dma_unmap_ram", "vfio_listener_region_del" ->
                    region(TraceEvents.Kind.UNMAP, fields, text, time, number);
            case "iommufd_backend_map_dma", "iommufd_backend_map_file_dma" ->
                    sized(TraceEvents.Kind.MAP, fields, time, number);
            case "iommufd_backend_unmap_dma" -> sized(TraceEvents.Kind.UNMAP, fields, time, number);
            case "vfio_iommu_map_notify" -> translated(fields, text, time, number);
            case "vfio_msix_vector_do_use" -> used(fields, text, time, number);
            case "vfio_msi_enable" -> enabled(fields, text, time, number);
            case "vfio_msix_disable" ->
                    device(TraceEvents.Kind.VECTORS_OFF, fields, 1, time, number);
            case "vfio_msi_disable" ->
                    device(TraceEvents.Kind.VECTORS_OFF, fields, 0, time, number);
            case "vfio_msix_early_setup" -> table(fields, text, time, number);
            case "vfio_register_msi_binding" -> binding(fields, time, number);
            case "vfio_msi_interrupt" -> interrupt(fields, text, time, number);
            case "vfio_pci_write_config" -> write(fields, text, time, number);
            default -> false;
        };
    }

    private boolean device(
            TraceEvents.Kind kind, Fields fields, long second, long time, int number) {
        return of(kind, fields.device(), 0, second, time, number);
    }

    private boolean of(
            TraceEvents.Kind kind, String device, long first, long second, long time, int number) {
        if (device.isEmpty()) {
            return false;
        }
        events.add(kind, time, device, first, second, number);
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

    private boolean sized(TraceEvents.Kind kind, Fields fields, long time, int number) {
        OptionalLong iova = fields.hex("iova");
        OptionalLong size = fields.hex("size");
        if (iova.isEmpty() || size.isEmpty()) {
            return false;
        }
        events.add(kind, time, "", iova.getAsLong(), size.getAsLong(), number);
        return true;
    }

    /// A mapping of the guest's own IOMMU, that QEMU follows.
    private boolean translated(Fields fields, String text, long time, int number) {
        Matcher words = TRANSLATED.matcher(text);
        boolean found = words.find();
        boolean map = found ? words.group(1).equals("MAP") : text.contains("op=MAP");
        return region(
                map ? TraceEvents.Kind.MAP_TRANSLATED : TraceEvents.Kind.UNMAP,
                fields,
                text,
                time,
                number);
    }

    private static OptionalLong matched(Pattern pattern, int group, int radix, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? OptionalLong.of(Long.parseUnsignedLong(matcher.group(group), radix))
                : OptionalLong.empty();
    }

    private static OptionalLong first(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }

    /// The vectors `0..n` of MSI-X are in use.
    private boolean used(Fields fields, String text, long time, int number) {
        OptionalLong index = first(fields.number("index"), matched(VECTOR, 1, 10, text));
        return index.isPresent()
                && of(
                        TraceEvents.Kind.VECTORS,
                        fields.device(),
                        index.getAsLong() + 1,
                        1,
                        time,
                        number);
    }

    private boolean enabled(Fields fields, String text, long time, int number) {
        OptionalLong count = first(fields.number("nr_vectors"), matched(ENABLED, 1, 10, text));
        return count.isPresent()
                && of(
                        TraceEvents.Kind.VECTORS,
                        fields.device(),
                        count.getAsLong(),
                        0,
                        time,
                        number);
    }

    private boolean table(Fields fields, String text, long time, int number) {
        OptionalLong entries = first(fields.number("entries"), matched(ENTRIES, 2, 10, text));
        OptionalLong at = first(fields.number("pos"), matched(ENTRIES, 1, 16, text));
        at.ifPresent(place -> tables.put(fields.device(), place));
        return entries.isPresent()
                && of(
                        TraceEvents.Kind.VECTORS,
                        fields.device(),
                        -entries.getAsLong(),
                        1,
                        time,
                        number);
    }

    private boolean binding(Fields fields, long time, int number) {
        OptionalLong vector = fields.number("vector");
        OptionalLong doorbell = any(fields, "gdb", "giova");
        return vector.isPresent()
                && doorbell.isPresent()
                && of(
                        TraceEvents.Kind.GUEST_VECTOR,
                        fields.device(),
                        vector.getAsLong(),
                        doorbell.getAsLong(),
                        time,
                        number);
    }

    /// QEMU takes an interrupt itself and sends the guest's message: on x86 that says all about it,
    /// elsewhere not which interrupt the guest made of it.
    private boolean interrupt(Fields fields, String text, long time, int number) {
        OptionalLong vector = first(fields.number("index"), matched(VECTOR, 1, 10, text));
        OptionalLong address = first(fields.hex("addr"), matched(MESSAGE, 1, 16, text));
        OptionalLong data = first(fields.hex("data"), matched(MESSAGE, 2, 16, text));
        if (vector.isEmpty()) {
            return false;
        }
        if (address.isPresent() && data.isPresent() && address.getAsLong() >>> 20 == X86_DOORBELL) {
            of(
                    TraceEvents.Kind.GUEST_MESSAGE,
                    fields.device(),
                    (vector.getAsLong() & 0xffff) | (data.getAsLong() & 0xff) << 16,
                    address.getAsLong(),
                    time,
                    number);
        }
        return of(
                TraceEvents.Kind.INTERRUPT, fields.device(), vector.getAsLong(), -1, time, number);
    }

    /// Of what the guest writes to configuration space, two bits come between a device and its
    /// messages.
    private boolean write(Fields fields, String text, long time, int number) {
        OptionalLong at = first(fields.hex("addr"), matched(WRITE, 1, 16, text));
        OptionalLong value = first(fields.hex("val"), matched(WRITE, 2, 16, text));
        OptionalLong length = first(fields.hex("len"), matched(WRITE, 3, 16, text));
        if (at.isEmpty() || value.isEmpty() || length.isEmpty() || length.getAsLong() < 2) {
            return false;
        }
        String device = fields.device();
        if (at.getAsLong() == COMMAND) {
            long on = (value.getAsLong() & BUS_MASTER) == 0 ? 0 : 1;
            return of(TraceEvents.Kind.BUS_MASTER, device, on, 0, time, number);
        }
        Long table = tables.get(device);
        if (table != null && at.getAsLong() == table + 2) {
            long masked = (value.getAsLong() & FUNCTION_MASK) == 0 ? 0 : 1;
            return of(TraceEvents.Kind.FUNCTION_MASK, device, masked, 0, time, number);
        }
        return false;
    }
}
