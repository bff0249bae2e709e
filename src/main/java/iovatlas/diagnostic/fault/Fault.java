package iovatlas.diagnostic.fault;

import iovatlas.address.Iova;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// One fault as a line of a log or trace tells it.
///
/// @param reporter who wrote the line
/// @param iommu the IOMMU's device name where the line has it, empty otherwise
/// @param device the PCI function where the line names it, null otherwise; a line without a segment
///     means segment 0
/// @param streamId the ID on the SMMU's side, -1 when the line has none
/// @param address the IOVA, null when the line has none
/// @param access what the device tried
/// @param reason what the line says about why, in words
/// @param line 1-based line of the log
public record Fault(
        Reporter reporter,
        String iommu,
        @Nullable PciAddress device,
        int streamId,
        @Nullable Iova address,
        Access access,
        String reason,
        int line) {

    /// No stream ID is known.
    public static final int NO_STREAM = -1;

    /// Which driver reported it.
    public enum Reporter {
        DMAR("VT-d"),
        DMAR_INTERRUPT("VT-d interrupt remapping"),
        AMD_VI("AMD-Vi"),
        SMMU_V3("SMMUv3"),
        SMMU_V2("SMMUv2"),
        TRACE("trace event");

        private final String word;

        Reporter(String word) {
            this.word = word;
        }

        /// "VT-d"
        public String word() {
            return word;
        }
    }

    /// What a device tried to do.
    public enum Access {
        READ("a read"),
        WRITE("a write"),
        UNKNOWN("an access");

        private final String word;

        Access(String word) {
            this.word = word;
        }

        /// "a read"
        public String word() {
            return word;
        }
    }

    /// True for two reports of the same thing.
    boolean sameAs(Fault other) {
        return reporter == other.reporter
                && iommu.equals(other.iommu)
                && java.util.Objects.equals(device, other.device)
                && streamId == other.streamId
                && java.util.Objects.equals(address, other.address)
                && access == other.access
                && reason.equals(other.reason);
    }
}
