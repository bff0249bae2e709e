package iovatlas.topology;

import org.jspecify.annotations.Nullable;

/// The Access Control Services words of a function.
///
/// @param capability the capability word at ACS+4, 16 bits: what the hardware implements
/// @param control the control word where it is forced (firmware, an odd driver); null means "what
///     the kernel would set"
public record AcsCapability(int capability, @Nullable Integer control) {

    public static final int SOURCE_VALIDATION = 0x01;
    public static final int TRANSLATION_BLOCKING = 0x02;
    public static final int REQUEST_REDIRECT = 0x04;
    public static final int COMPLETION_REDIRECT = 0x08;
    public static final int UPSTREAM_FORWARDING = 0x10;
    public static final int EGRESS_CONTROL = 0x20;
    public static final int DIRECT_TRANSLATED = 0x40;

    /// @throws IllegalArgumentException when a word needs more than 16 bits
    public AcsCapability {
        if (capability < 0
                || capability > 0xffff
                || (control != null && (control < 0 || control > 0xffff))) {
            throw new IllegalArgumentException("ACS words have 16 bits");
        }
    }

    /// A capability whose control word the kernel chooses.
    public static AcsCapability of(int capability) {
        return new AcsCapability(capability, null);
    }
}
