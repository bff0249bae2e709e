package iovatlas.kernel.its;

/// What an ITS finds wrong with a command. Hardware may stall or go on; QEMU's emulation and KVM's
/// virtual ITS ignore the command and go on.
///
/// Source: `include/linux/irqchip/arm-gic-v3.h:E_ITS_*`.
public enum ItsError {
    MOVI_UNMAPPED_INTERRUPT(0x010107, "MOVI: the event is not mapped"),
    MOVI_UNMAPPED_COLLECTION(0x010109, "MOVI: the collection is not mapped"),
    INT_UNMAPPED_INTERRUPT(0x010307, "INT: the event is not mapped"),
    CLEAR_UNMAPPED_INTERRUPT(0x010507, "CLEAR: the event is not mapped"),
    MAPD_DEVICE_OOR(0x010801, "MAPD: the DeviceID is out of range"),
    MAPD_ITTSIZE_OOR(0x010802, "MAPD: the table has more EventID bits than the ITS"),
    MAPC_PROCNUM_OOR(0x010902, "MAPC: there is no such redistributor"),
    MAPC_COLLECTION_OOR(0x010903, "MAPC: the collection is out of range"),
    MAPTI_UNMAPPED_DEVICE(0x010a04, "MAPTI: the device is not mapped"),
    MAPTI_ID_OOR(0x010a05, "MAPTI: the EventID is out of range"),
    MAPTI_PHYSICALID_OOR(0x010a06, "MAPTI: the interrupt number is no LPI in range"),
    INV_UNMAPPED_INTERRUPT(0x010c07, "INV: the event is not mapped"),
    INVALL_UNMAPPED_COLLECTION(0x010d09, "INVALL: the collection is not mapped"),
    MOVALL_PROCNUM_OOR(0x010e01, "MOVALL: there is no such redistributor"),
    DISCARD_UNMAPPED_INTERRUPT(0x010f07, "DISCARD: the event is not mapped");

    private final int code;
    private final String text;

    ItsError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The 24-bit error code, e.g. 0x010801.
    public int code() {
        return code;
    }

    /// One line for people.
    public String text() {
        return text;
    }
}
