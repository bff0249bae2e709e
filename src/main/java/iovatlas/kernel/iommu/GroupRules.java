package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

/// The rules by which Linux forms IOMMU groups.
public final class GroupRules {

    private static final String IOMMU = "drivers/iommu/iommu.c";

    public static final KernelRule NEW_GROUP =
            KernelRule.of(
                    "group-new",
                    "{0} has no alias, no upstream bridge and no peer in a group: a new group",
                    IOMMU,
                    "pci_device_group");

    public static final KernelRule ALIAS_HAS_GROUP =
            KernelRule.of(
                    "group-alias",
                    "transactions of {0} may carry the requester ID {2} of {1}",
                    IOMMU,
                    "pci_device_group");

    public static final KernelRule UPSTREAM_NOT_ISOLATED =
            KernelRule.of(
                    "group-upstream",
                    "the path from {0} up to the root is not isolated at {1}",
                    IOMMU,
                    "pci_device_group");

    public static final KernelRule SAME_BUS_ALIAS =
            KernelRule.of(
                    "group-same-bus-alias",
                    "{0} and {1} may use each other's requester ID on their bus",
                    IOMMU,
                    "get_pci_alias_group");

    public static final KernelRule SLOT_NOT_ISOLATED =
            KernelRule.of(
                    "group-slot",
                    "{0} and {1} are functions of one slot and neither is isolated by ACS",
                    IOMMU,
                    "get_pci_function_alias_group");

    public static final KernelRule STREAM_MAP_SHARED =
            KernelRule.of(
                    "group-stream-map",
                    "{0} uses {2}, whose stream-map entry already belongs to {1}",
                    "drivers/iommu/arm/arm-smmu/arm-smmu.c",
                    "arm_smmu_device_group");

    public static final KernelRule STREAM_MAP_CONFLICT =
            KernelRule.of(
                    "group-stream-map-conflict",
                    "the stream IDs of {0} belong to two different groups",
                    "drivers/iommu/arm/arm-smmu/arm-smmu.c",
                    "arm_smmu_device_group");

    public static final KernelRule STREAM_MAP_FULL =
            KernelRule.of(
                    "group-stream-map-full",
                    "no stream-map entry is left for {0}",
                    "drivers/iommu/arm/arm-smmu/arm-smmu.c",
                    "arm_smmu_find_sme");

    public static final KernelRule STREAM_ID_TAKEN =
            KernelRule.of(
                    "group-stream-id-taken",
                    "{2} of {0} is already owned by {1}",
                    "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c",
                    "arm_smmu_insert_master",
                    Releases.since(
                            KernelRelease.of(5, 13),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3));

    public static final KernelRule NO_IOMMU =
            KernelRule.of(
                    "group-no-iommu", "no IOMMU translates for {0}", IOMMU, "iommu_init_device");

    public static final KernelRule IOMMU_OFF =
            KernelRule.of(
                    "group-iommu-off",
                    "the IOMMUs of this machine are switched off",
                    IOMMU,
                    "iommu_init_device");

    public static final KernelRule OWN_FUNCTION =
            KernelRule.of(
                    "group-own-function",
                    "{0} is the IOMMU {1} itself",
                    IOMMU,
                    "iommu_init_device");

    public static final KernelRule WAITS_FOR_DRIVER =
            KernelRule.of(
                    "group-waits-for-driver",
                    "a function of this firmware gets its group when the first driver is tried on"
                            + " it; none was tried on {0}",
                    "drivers/acpi/scan.c",
                    "acpi_dma_configure_id",
                    Releases.until(
                            KernelRelease.of(6, 14), KernelRelease.V6_1, KernelRelease.V6_12));

    public static final KernelRule REGISTRATION_FAILED =
            KernelRule.of(
                    "group-registration-failed",
                    "setting up {0} failed, so {1} was not registered and all its functions left"
                            + " their groups again",
                    IOMMU,
                    "iommu_device_register");

    public static final KernelRule VIRTIO_ALIAS_REFUSED =
            KernelRule.of(
                    "group-virtio-alias",
                    "the hypervisor knows only the own requester ID of {0}, not its alias {1}",
                    "drivers/iommu/virtio-iommu.c",
                    "viommu_send_attach_req");

    public static final KernelRule MC_CONTAINER =
            KernelRule.of(
                    "group-fsl-mc",
                    "devices of one fsl-mc container share the group of the container",
                    IOMMU,
                    "fsl_mc_device_group");

    private GroupRules() {}
}
