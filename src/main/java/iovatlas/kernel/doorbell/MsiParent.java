package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.remapping.SourceId;

/// The interrupt controller that takes the messages of one function, with what decides there.
public sealed interface MsiParent {

    /// Whether a function can raise only the interrupts that were programmed for it.
    ///
    /// Source: `kernel/irq/msi.c:msi_device_has_isolated_msi`.
    boolean isolated();

    /// A GICv3 ITS.
    ///
    /// @param its its name
    /// @param doorbell GITS_TRANSLATER
    /// @param deviceId unsigned 32 bits
    /// @param below vectors of everything below the function's alias bridge, 0 without such a bridge
    /// @param preIts whether a pre-ITS takes the isolation away
    record OfIts(String its, HostPhysical doorbell, int deviceId, int below, boolean preIts)
            implements MsiParent {
        @Override
        public boolean isolated() {
            return !preIts;
        }
    }

    /// A GICv2m frame or the distributor's message-based interrupts.
    ///
    /// @param doorbell the register that takes the interrupt number
    record OfFrame(String frame, HostPhysical doorbell) implements MsiParent {
        @Override
        public boolean isolated() {
            return false;
        }
    }

    /// Intel interrupt remapping.
    record OfIntel(String iommu, SourceId source) implements MsiParent {
        @Override
        public boolean isolated() {
            return true;
        }
    }

    /// AMD interrupt remapping.
    ///
    /// @param deviceId the requester ID that chooses the table
    record OfAmd(String iommu, int deviceId) implements MsiParent {
        @Override
        public boolean isolated() {
            return true;
        }
    }

    /// The local APICs, without remapping.
    record OfApic() implements MsiParent {
        @Override
        public boolean isolated() {
            return false;
        }
    }

    /// Nothing takes messages.
    record OfNothing() implements MsiParent {
        @Override
        public boolean isolated() {
            return false;
        }
    }

    /// True on x86.
    default boolean isX86() {
        return switch (this) {
            case OfIntel _, OfAmd _, OfApic _ -> true;
            case OfIts _, OfFrame _, OfNothing _ -> false;
        };
    }
}
