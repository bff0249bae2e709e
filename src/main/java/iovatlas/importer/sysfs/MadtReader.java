package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.importer.acpi.Madt;
import iovatlas.topology.Cpu;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;
import iovatlas.topology.RequesterId;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Processors and MSI controllers of a machine that boots with ACPI.
final class MadtReader {

    static final int DEVICE_ID_BITS = 16;
    static final int EVENT_ID_BITS = 16;
    private static final Pattern V2M =
            Pattern.compile("GICv2m: range\\[mem 0x([0-9a-f]+)-.*SPI\\[(\\d{1,5}):(\\d{1,5})\\]");

    private MadtReader() {}

    static void read(Machine machine, Madt madt, FirmwareParts parts) {
        int number = 0;
        for (long id : madt.processors()) {
            parts.cpus.add(new Cpu(number++, id, 0));
        }
        for (Madt.Translator its : madt.translators()) {
            parts.controllers.add(
                    new MsiController.Its(
                            parts.nextController("its"),
                            HostPhysical.of(its.base()),
                            its.id(),
                            DEVICE_ID_BITS,
                            EVENT_ID_BITS,
                            false));
        }
        for (Madt.Frame frame : madt.frames()) {
            parts.controllers.add(frame(machine, frame, parts));
        }
        mapToFrame(machine, parts);
    }

    private static MsiController frame(Machine machine, Madt.Frame frame, FirmwareParts parts) {
        HostPhysical base = HostPhysical.of(frame.base());
        if (frame.given()) {
            return new MsiController.GicV2m(
                    parts.nextController("v2m"), base, frame.firstSpi(), frame.spis());
        }
        return v2m(machine, parts.nextController("v2m"), base);
    }

    /// A GICv2m frame whose interrupt numbers only its register and the boot log tell.
    static MsiController.GicV2m v2m(Machine machine, String name, HostPhysical base) {
        Optional<Matcher> logged =
                machine.log()
                        .all(V2M)
                        .filter(m -> Numbers.parseHex(m.group(1)).orElse(0L) == base.unsignedBits())
                        .findFirst();
        if (logged.isEmpty()) {
            machine.notes()
                    .information(
                            name, "interrupt numbers are not in the log: SPI 80 to 143 assumed");
            return new MsiController.GicV2m(name, base, 80, 64);
        }
        int first = Integer.parseInt(logged.get().group(2));
        int last = Integer.parseInt(logged.get().group(3));
        return new MsiController.GicV2m(name, base, first, Math.max(1, last - first + 1));
    }

    /// Without an ITS every function uses the first GICv2m frame.
    ///
    /// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_get_fwnode`.
    private static void mapToFrame(Machine machine, FirmwareParts parts) {
        Optional<MsiController> frame =
                parts.controllers.stream()
                        .filter(MsiController.GicV2m.class::isInstance)
                        .findFirst();
        boolean its = parts.controllers.stream().anyMatch(MsiController.Its.class::isInstance);
        if (frame.isPresent() && !its) {
            for (int segment : machine.segments()) {
                parts.idMaps.add(
                        new IdMap(
                                IdMap.Role.MSI,
                                segment,
                                new RequesterId(0),
                                new RequesterId(0xffff),
                                frame.get().name(),
                                0));
            }
        }
    }
}
