package iovatlas.scenario;

import iovatlas.address.Iova;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciFunction;

import java.util.List;

/// The lines that a host logs when an IOMMU refuses a write, in the kernel's own form.
///
/// @param state the moment
/// @param function the sender
record MsiTracerFaults(KernelState state, PciFunction function) {

    /// Since when the SMMUv3 driver prints events in words.
    private static final KernelRelease SMMU_EVENT_TEXT = KernelRelease.of(6, 14);

    /// Since when VT-d faults name the segment.
    private static final KernelRelease DMAR_SEGMENT = KernelRelease.V7_3;

    /// A write to an address that is not mapped, or not for writing.
    ///
    /// @param permission whether it is mapped, but not for writing
    ///
    /// Source: `arm-smmu-v3.c:arm_smmu_dump_event`, `arm-smmu.c:arm_smmu_context_fault`,
    /// `intel/dmar.c:dmar_fault_do_one`, `amd/iommu.c:amd_iommu_report_page_fault`,
    /// `virtio-iommu.c:viommu_fault_handler`.
    private String line(Iova address, boolean permission) {
        Iommu iommu = state.groups().iommu(function.at()).orElse(null);
        if (iommu == null) {
            return "";
        }
        String iova = "0x" + Long.toHexString(address.unsignedBits());
        return switch (iommu.kind()) {
            case SMMU_V3 -> smmuV3(iommu, iova, permission);
            case SMMU_V2 ->
                    "arm-smmu %s: Unhandled context fault: fsr=0x%x, iova=%s, fsynr=0x10"
                            .formatted(iommu.name(), permission ? 0x8 : 0x2, iova);
            case VTD ->
                    "DMAR: [DMA Write NO_PASID] Request device [%s] fault addr %s [fault reason 0x05]"
                                    .formatted(dmarDevice(), iova)
                            + " PTE Write access is not set";
            case AMD_VI ->
                    "%s %s: AMD-Vi: Event logged [IO_PAGE_FAULT address=%s flags=0x0020]"
                            .formatted(driver(), function.at(), iova);
            case VIRTIO_IOMMU ->
                    "virtio_iommu: page fault from EP %d at %s [W]".formatted(streamId(), iova);
        };
    }

    /// A write with a stream ID that no table entry is written for.
    ///
    /// Source: `arm-smmu-v3.c:arm_smmu_dump_event`, `arm-smmu.c:arm_smmu_global_fault`,
    /// `intel/dmar.c:dmar_fault_do_one`, `amd/iommu.c:amd_iommu_print_event`.
    private String unknownStream(int streamId, Iova address) {
        Iommu iommu = state.groups().iommu(function.at()).orElse(null);
        if (iommu == null) {
            return "";
        }
        String iova = "0x" + Long.toHexString(address.unsignedBits());
        return switch (iommu.kind()) {
            case SMMU_V3 ->
                    state.facts().release().value().before(SMMU_EVENT_TEXT)
                            ? "arm-smmu-v3 %s: event 0x02 received:".formatted(iommu.name())
                            : "arm-smmu-v3 %s: event: C_BAD_STREAMID client: (unassigned sid) sid: 0x%x ssid: 0x0"
                                    .formatted(iommu.name(), streamId);
            case SMMU_V2 ->
                    "arm-smmu %s: Blocked unknown Stream ID 0x%x; boot with \"arm-smmu.disable_bypass=0\" to allow, but this may have security implications"
                            .formatted(iommu.name(), streamId);
            case VTD ->
                    "DMAR: [DMA Write NO_PASID] Request device [%s] fault addr %s [fault reason 0x02] Present bit in context entry is clear"
                            .formatted(dmarDevice(), iova);
            case AMD_VI ->
                    "AMD-Vi: Event logged [ILLEGAL_DEV_TABLE_ENTRY device=%s address=%s flags=0x0020]"
                            .formatted(function.at(), iova);
            case VIRTIO_IOMMU ->
                    "virtio_iommu: domain fault from EP %d at %s [W]".formatted(streamId, iova);
        };
    }

    /// The device as VT-d fault lines print it.
    String dmarDevice() {
        return state.facts().release().value().atLeast(DMAR_SEGMENT)
                ? function.at().toString()
                : function.at().shortText();
    }

    /// A write that faults, as the host logs it.
    MsiTracerSight fault(Iova address, boolean permission) {
        return MsiTracerSight.log(line(address, permission), printer());
    }

    /// A write with a stream ID that no table entry is written for, as the host logs it.
    MsiTracerSight stray(int streamId, Iova address) {
        return MsiTracerSight.log(unknownStream(streamId, address), printer());
    }

    /// The function that prints what goes wrong in the IOMMU of the sender.
    private String printer() {
        return state.groups().iommu(function.at()).map(this::printer).orElse("");
    }

    private String printer(Iommu iommu) {
        return switch (iommu.kind()) {
            case SMMU_V3 ->
                    state.facts().release().value().before(SMMU_EVENT_TEXT)
                            ? "arm_smmu_evtq_thread"
                            : "arm_smmu_dump_event";
            case SMMU_V2 -> "arm_smmu_context_fault";
            case VTD -> "dmar_fault_do_one";
            case AMD_VI -> "iommu_print_event";
            case VIRTIO_IOMMU -> "viommu_fault_handler";
        };
    }

    private String smmuV3(Iommu iommu, String iova, boolean permission) {
        if (state.facts().release().value().before(SMMU_EVENT_TEXT)) {
            return "arm-smmu-v3 %s: event 0x%02x received:"
                    .formatted(iommu.name(), permission ? 0x13 : 0x10);
        }
        return "arm-smmu-v3 %s: event: %s client: %s sid: 0x%x ssid: 0x0 iova: %s ipa: 0x0"
                .formatted(
                        iommu.name(),
                        permission ? "F_PERMISSION" : "F_TRANSLATION",
                        function.at(),
                        streamId(),
                        iova);
    }

    private int streamId() {
        List<Integer> ids = state.groups().streamIds(function.at());
        return ids.isEmpty() ? function.at().requesterId().bits() : ids.getFirst();
    }

    private String driver() {
        return state.driverOf(function.at()).orElse("pci");
    }
}
