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
/// @param streamId the ID on the IOMMU's side (stream ID, endpoint of virtio-iommu), -1 when the line
///     has none
/// @param pasid the process address space, -1 when the line has none
/// @param domain the number of the domain that AMD's driver prints, -1 when the line has none
/// @param address the IOVA, null when the line has none
/// @param access what the device tried
/// @param reason what the line says about why, in words
/// @param line 1-based line of the log
public record Fault(
        Reporter reporter,
        String iommu,
        @Nullable PciAddress device,
        int streamId,
        int pasid,
        int domain,
        @Nullable Iova address,
        Access access,
        String reason,
        int line) {

    /// No stream ID, PASID or domain is known.
    public static final int NONE = -1;

    /// Which driver reported it.
    public enum Reporter {
        DMAR("VT-d"),
        DMAR_INTERRUPT("VT-d interrupt remapping"),
        AMD_VI("AMD-Vi"),
        SMMU_V3("SMMUv3"),
        SMMU_V2("SMMUv2"),
        VIRTIO("virtio-iommu"),
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
        READ("a read", "read"),
        WRITE("a write", "write"),
        INTERRUPT("an interrupt", "interrupt"),
        UNKNOWN("an access", "unknown");

        private final String phrase;
        private final String word;

        Access(String phrase, String word) {
            this.phrase = phrase;
            this.word = word;
        }

        /// "a read"
        public String phrase() {
            return phrase;
        }

        /// "read"
        public String word() {
            return word;
        }

        static Access of(boolean write) {
            return write ? WRITE : READ;
        }
    }

    /// A fault of which nothing but the reason is known yet.
    static Fault by(Reporter reporter, String reason, int line) {
        return new Fault(reporter, "", null, NONE, NONE, NONE, null, Access.UNKNOWN, reason, line);
    }

    Fault of(@Nullable PciAddress value) {
        return new Fault(
                reporter, iommu, value, streamId, pasid, domain, address, access, reason, line);
    }

    Fault at(@Nullable Iova value, Access how) {
        return new Fault(
                reporter, iommu, device, streamId, pasid, domain, value, how, reason, line);
    }

    Fault at(String smmu, int stream) {
        return new Fault(
                reporter, smmu, device, stream, pasid, domain, address, access, reason, line);
    }

    Fault in(int process, int number) {
        return new Fault(
                reporter, iommu, device, streamId, process, number, address, access, reason, line);
    }

    /// The same report without its place in the log: equal for two reports of the same thing.
    Fault withoutLine() {
        return new Fault(
                reporter, iommu, device, streamId, pasid, domain, address, access, reason, 0);
    }
}
