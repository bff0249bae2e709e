package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.remapping.SourceId;

import java.util.List;

/// The interrupt controller that takes the messages of one function, with what decides there.
public sealed interface MsiParent {

    /// Whether a function can raise only the interrupts that were programmed for it.
    ///
    /// Source: `kernel/irq/msi.c:msi_device_has_isolated_msi`.
    boolean isolated();

    /// A GICv3 ITS.
    ///
    /// @param its its name
    /// @param doorbell GITS_TRANSLATER, or the function's word of the pre-ITS
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

    /// GICv2m frames or the distributor's message-based interrupts.
    ///
    /// @param frames the frames, in the order in which they are asked for a free number
    /// @param blocks whether a function can have several neighbouring numbers
    record OfFrame(List<String> frames, boolean blocks) implements MsiParent {

        public OfFrame {
            frames = List.copyOf(frames);
        }

        /// The first frame, which names them all.
        public String frame() {
            return frames.getFirst();
        }

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
