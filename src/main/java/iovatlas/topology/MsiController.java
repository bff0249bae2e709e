package iovatlas.topology;

import iovatlas.address.HostPhysical;

import org.jspecify.annotations.Nullable;

/// Where a message-signalled interrupt arrives.
public sealed interface MsiController {

    /// Unique, e.g. `its0`.
    String name();

    /// A GICv3 Interrupt Translation Service.
    ///
    /// @param base physical address of the control frame; the doorbell is 0x10040 above it
    /// @param id translation ID as in the MADT, 0 when there is one
    /// @param deviceIdBits 1..32
    /// @param eventIdBits 1..32
    /// @param preItsBase where a Synquacer pre-ITS takes messages, one word for each DeviceID (no
    ///     isolated MSI); null without one
    /// @param version what it can do beside physical LPIs
    record Its(
            String name,
            HostPhysical base,
            int id,
            int deviceIdBits,
            int eventIdBits,
            @Nullable HostPhysical preItsBase,
            GicVersion version)
            implements MsiController {

        /// Where the one machine with a pre-ITS, the Socionext SC2A11, has it.
        public static final HostPhysical SYNQUACER_PRE_ITS = HostPhysical.of(0x5800_0000L);

        /// A GICv3 one.
        ///
        /// @param preIts whether a pre-ITS stands in front, where the Synquacer has it
        public Its(
                String name,
                HostPhysical base,
                int id,
                int deviceIdBits,
                int eventIdBits,
                boolean preIts) {
            this(
                    name,
                    base,
                    id,
                    deviceIdBits,
                    eventIdBits,
                    preIts ? SYNQUACER_PRE_ITS : null,
                    GicVersion.V3);
        }

        /// Whether a Synquacer pre-ITS stands in front.
        public boolean preIts() {
            return preItsBase != null;
        }
    }

    /// A GICv2m frame; the doorbell is 0x40 above its base.
    ///
    /// @param firstSpi first interrupt number, at least 32
    /// @param spis how many
    /// @param variant what it wants written
    record GicV2m(String name, HostPhysical base, int firstSpi, int spis, V2mVariant variant)
            implements MsiController {

        /// A frame as the architecture has it.
        public GicV2m(String name, HostPhysical base, int firstSpi, int spis) {
            this(name, base, firstSpi, spis, V2mVariant.STANDARD);
        }
    }

    /// Message-based interrupts of a GICv3 distributor; the doorbell is 0x40 above its base.
    ///
    /// @param alias another page with the same register (`mbi-alias`) that messages go to, null when
    ///     they go to the distributor
    record Mbi(String name, HostPhysical base, int firstSpi, int spis, @Nullable HostPhysical alias)
            implements MsiController {

        /// Without an alias.
        public Mbi(String name, HostPhysical base, int firstSpi, int spis) {
            this(name, base, firstSpi, spis, null);
        }
    }

    /// The local APICs of an x86 machine: the window 0xfee00000..0xfeefffff.
    record Apic(String name) implements MsiController {}
}
