package iovatlas.kernel.remapping;

import iovatlas.topology.Register64;

/// An entry of a VT-d interrupt remapping table in remapped (not posted) format.
///
/// @param present bit P
/// @param vector 0..255; 0xef is Linux's placeholder for a vector that is only reserved
/// @param apicId destination
/// @param source who may use it
public record Irte(boolean present, int vector, int apicId, SourceId source) {

    /// The vector of an interrupt that has been allocated and not yet requested.
    public static final int RESERVED_VECTOR = 0xef;

    /// The low quadword: present, redirection hint, vector, destination.
    ///
    /// @param x2apic whether destinations have 32 bits
    public Register64 low(boolean x2apic) {
        long destination = x2apic ? Integer.toUnsignedLong(apicId) : (apicId & 0xffL) << 8;
        long redirectionHint = 1 << 3;
        return new Register64(
                (present ? 1 : 0) | redirectionHint | (long) vector << 16 | destination << 32);
    }

    /// The high quadword: source validation.
    public Register64 high() {
        return new Register64(
                (source.id() & 0xffffL)
                        | (long) source.qualifier() << 16
                        | (long) source.validation() << 18);
    }

    Irte to(int newVector, int newApicId) {
        return new Irte(present, newVector, newApicId, source);
    }
}
