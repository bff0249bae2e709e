package iovatlas.importer.dmesg;

import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciId;

import org.jspecify.annotations.Nullable;

/// A function as the kernel reported it.
///
/// @param at the function
/// @param id vendor and device, null when only later messages name it
/// @param headerType 0 for a device, 1 for a PCI bridge, 2 for CardBus
/// @param classCode 24 bits
/// @param kind its PCI Express type, which kernels print since 6.8; null otherwise
/// @param buses of a bridge, the last that the log gives it
/// @param driver the last driver that spoke for it, other than `pci`; null for none
public record LoggedFunction(
        PciAddress at,
        @Nullable PciId id,
        int headerType,
        int classCode,
        @Nullable FunctionKind kind,
        @Nullable BusRange buses,
        @Nullable String driver) {

    static LoggedFunction of(PciAddress at) {
        return new LoggedFunction(at, null, 0, 0xff0000, null, null, null);
    }

    /// True when enumeration reported it, not only a driver.
    public boolean enumerated() {
        return id != null;
    }

    LoggedFunction withBuses(BusRange value) {
        return new LoggedFunction(at, id, headerType, classCode, kind, value, driver);
    }

    LoggedFunction withDriver(String value) {
        return new LoggedFunction(at, id, headerType, classCode, kind, buses, value);
    }

    LoggedFunction enumeratedAs(PciId value, int header, int code, @Nullable FunctionKind type) {
        return new LoggedFunction(at, value, header, code, type, buses, driver);
    }
}
