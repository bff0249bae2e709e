package iovatlas.kernel.doorbell;

import iovatlas.kernel.remapping.CpuVector;

/// What the controllers call an interrupt: two messages with the same name raise the same one.
///
/// @param controller the ITS, the frame, the remapping unit, or `apic`
/// @param part AMD: the DeviceID that chooses the table; APIC: the CPU; 0 otherwise
/// @param number LPI, SPI, table index, or vector
public record InterruptName(String controller, int part, int number) {

    private static final String APIC = "apic";

    public static InterruptName lpi(String its, int lpi) {
        return new InterruptName(its, 0, lpi);
    }

    public static InterruptName spi(String frame, int spi) {
        return new InterruptName(frame, 0, spi);
    }

    public static InterruptName irte(String unit, int index) {
        return new InterruptName(unit, 0, index);
    }

    public static InterruptName amd(String unit, int deviceId, int index) {
        return new InterruptName(unit, deviceId, index);
    }

    public static InterruptName apic(CpuVector vector) {
        return new InterruptName(APIC, vector.cpu(), vector.vector());
    }
}
