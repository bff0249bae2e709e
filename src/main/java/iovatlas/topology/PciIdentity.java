package iovatlas.topology;

/// Who a function says it is.
///
/// @param id vendor and device
/// @param subsystem subsystem vendor and device, [PciId#UNKNOWN] when there is none
/// @param revision 0..255
/// @param classCode 24 bits: base class, sub-class, programming interface (`0x020000` Ethernet)
public record PciIdentity(PciId id, PciId subsystem, int revision, int classCode) {

    /// A function of which nothing is known.
    public static final PciIdentity UNKNOWN =
            new PciIdentity(PciId.UNKNOWN, PciId.UNKNOWN, 0, 0xff0000);

    /// @throws IllegalArgumentException when the revision or the class needs more bits than it has
    public PciIdentity {
        if (revision < 0 || revision > 0xff || classCode < 0 || classCode > 0xffffff) {
            throw new IllegalArgumentException(
                    "revision " + revision + " or class " + classCode + " is out of range");
        }
    }

    /// An identity with vendor, device and class only.
    public static PciIdentity of(PciId id, int classCode) {
        return new PciIdentity(id, PciId.UNKNOWN, 0, classCode);
    }

    /// The upper 16 bits of the class, e.g. `0x0604` for a PCI bridge.
    public int baseAndSubClass() {
        return classCode >> 8;
    }

    /// The upper 8 bits of the class, e.g. `0x03` display.
    public int baseClass() {
        return classCode >> 16;
    }
}
