package iovatlas.kernel.vfio;

import static iovatlas.kernel.KernelRelease.V4_19;
import static iovatlas.kernel.KernelRelease.V5_15;
import static iovatlas.kernel.KernelRelease.V6_1;
import static iovatlas.kernel.KernelRelease.V6_12;
import static iovatlas.kernel.KernelRelease.V7_3;

import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// What can decide a call on a group, a container or a device file.
public final class VfioRules {

    private static final String GROUP = "drivers/vfio/group.c";
    private static final String CONTAINER = "drivers/vfio/container.c";

    static final KernelRule NO_GROUP_NODE =
            KernelRule.of(
                    "vfio-group-no-node",
                    "No member of the group is bound to a VFIO driver, so that it has no device"
                            + " node: {0}.",
                    GROUP,
                    "vfio_group_find_or_alloc");
    static final KernelRule GROUP_BUSY =
            KernelRule.of(
                    "vfio-group-busy",
                    "A group can be opened once at a time: {0}.",
                    GROUP,
                    "vfio_group_fops_open");
    static final KernelRule IN_CONTAINER =
            KernelRule.of(
                    "vfio-group-in-container",
                    "The group is in a container already: {0}.",
                    GROUP,
                    "vfio_group_ioctl_set_container");
    static final KernelRule NOT_IN_CONTAINER =
            KernelRule.of(
                    "vfio-group-not-in-container",
                    "The group is in no container.",
                    GROUP,
                    "vfio_group_ioctl_unset_container");
    static final KernelRule PINNED =
            KernelRule.of(
                    "vfio-group-pinned",
                    "An open device file keeps the group in its container: {0} open.",
                    GROUP,
                    "vfio_group_ioctl_unset_container");
    static final KernelRule NO_SUCH_DEVICE =
            KernelRule.of(
                    "vfio-no-such-device",
                    "The group has no {0} that is bound to a VFIO driver.",
                    GROUP,
                    "vfio_device_get_from_name");
    static final KernelRule NO_BACK_END =
            KernelRule.of(
                    "vfio-no-back-end",
                    "The container has no IOMMU back end: VFIO_SET_IOMMU comes first.",
                    CONTAINER,
                    "vfio_group_use_container");
    static final KernelRule NO_GROUPS =
            KernelRule.of(
                    "vfio-container-empty",
                    "The container has no group to choose a back end for.",
                    CONTAINER,
                    "vfio_ioctl_set_iommu");
    static final KernelRule BACK_END_SET =
            KernelRule.of(
                    "vfio-back-end-set",
                    "The container has a back end already.",
                    CONTAINER,
                    "vfio_ioctl_set_iommu");
    static final KernelRule NO_DRIVER =
            KernelRule.of(
                    "vfio-no-back-end-for-type",
                    "No IOMMU back end knows the type {0} in this release.",
                    CONTAINER,
                    "vfio_ioctl_set_iommu");
    static final KernelRule NO_OPEN =
            KernelRule.of(
                    "type1-not-a-type",
                    "Type1 knows {0} as an extension, but not as a type of back end.",
                    "drivers/vfio/vfio_iommu_type1.c",
                    "vfio_iommu_type1_open");
    static final KernelRule NOT_RAW_IO =
            KernelRule.of(
                    "noiommu-needs-raw-io",
                    "A group without IOMMU is for callers with CAP_SYS_RAWIO alone.",
                    GROUP,
                    "vfio_group_fops_open");
    static final KernelRule MIXED =
            KernelRule.of(
                    "noiommu-mixed",
                    "Groups with and without IOMMU cannot share a container.",
                    CONTAINER,
                    "vfio_container_attach_group");
    static final KernelRule UNTRANSLATED =
            KernelRule.of(
                    "noiommu-untranslated",
                    "No IOMMU is in front of the group: its functions reach all memory.",
                    CONTAINER,
                    "vfio_noiommu_open");
    static final KernelRule NO_MAPPINGS =
            KernelRule.of(
                    "noiommu-no-mappings",
                    "The back end without IOMMU knows no call on mappings.",
                    CONTAINER,
                    "vfio_noiommu_ioctl");
    static final KernelRule NOT_VIABLE_LATE =
            new KernelRule(
                    "group-not-viable-late",
                    "The group is not viable: its {0} is bound to a driver that is not VFIO's.",
                    Source.of("drivers/vfio/vfio.c", "vfio_group_viable"),
                    Releases.until(V5_15, V4_19, V5_15));
    static final KernelRule RETURNED =
            new KernelRule(
                    "group-returned",
                    "The group went back to its default domain.",
                    Source.of("drivers/iommu/iommu.c", "iommu_group_release_dma_owner"),
                    Releases.since(V6_1, V6_1, V6_12, V7_3));

    private VfioRules() {}

    /// Every rule, for explanations.
    public static List<KernelRule> all() {
        return List.of(
                NO_GROUP_NODE,
                GROUP_BUSY,
                IN_CONTAINER,
                NOT_IN_CONTAINER,
                PINNED,
                NO_SUCH_DEVICE,
                NO_BACK_END,
                NO_GROUPS,
                BACK_END_SET,
                NO_DRIVER,
                NO_OPEN,
                NOT_RAW_IO,
                MIXED,
                UNTRANSLATED,
                NO_MAPPINGS,
                NOT_VIABLE_LATE,
                RETURNED);
    }
}
