package iovatlas.kernel.iommufd;

import static iovatlas.kernel.KernelRelease.V7_3;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

import java.util.List;

/// What can decide a call on a context, its devices and page tables.
public final class IommufdRules {

    private static final String MAIN = "drivers/iommu/iommufd/main.c";
    private static final String DEVICE = "drivers/iommu/iommufd/device.c";
    private static final String TABLE = "drivers/iommu/iommufd/hw_pagetable.c";
    private static final String CDEV = "drivers/vfio/device_cdev.c";
    private static final String COMPAT = "drivers/iommu/iommufd/vfio_compat.c";

    /// When iommufd came.
    private static final Releases SINCE = Releases.since(KernelRelease.of(6, 2), V7_3);

    static final KernelRule NO_OBJECT =
            rule(
                    "iommufd-no-object",
                    "The context has no such object: {0}.",
                    MAIN,
                    "iommufd_get_object");
    static final KernelRule IN_USE =
            rule("iommufd-object-in-use", "{0} is still used by {1}.", MAIN, "iommufd_destroy");
    static final KernelRule HAS_OBJECTS =
            rule(
                    "iommufd-option-too-late",
                    "The context has objects already, and accounting is chosen before.",
                    "drivers/iommu/iommufd/ioas.c",
                    "iommufd_option_rlimit_mode");
    static final KernelRule NO_NODE =
            rule(
                    "vfio-cdev-no-node",
                    "{0} is not bound to a VFIO driver, so that it has no character device.",
                    "drivers/vfio/vfio.h",
                    "vfio_device_add");
    static final KernelRule GROUP_OPEN =
            rule(
                    "vfio-cdev-group-open",
                    "The group is open, and a device is used either through its group or through"
                            + " its own file: {0}.",
                    "drivers/vfio/group.c",
                    "vfio_device_block_group");
    static final KernelRule CDEV_BOUND =
            rule(
                    "vfio-group-cdev-bound",
                    "A device of the group is bound through its own file: {0}.",
                    "drivers/vfio/group.c",
                    "vfio_group_fops_open");
    static final KernelRule MIXED =
            KernelRule.of(
                    "iommufd-noiommu-mixed",
                    "Groups with and without IOMMU cannot share a context as their container.",
                    "drivers/iommu/iommufd/vfio_compat.c",
                    "iommufd_vfio_compat_set_no_iommu");
    static final KernelRule IN_CONTEXT =
            rule(
                    "vfio-group-in-context",
                    "The group has a container or context already.",
                    "drivers/vfio/group.c",
                    "vfio_group_ioctl_set_container");
    static final KernelRule BOUND_TWICE =
            rule(
                    "vfio-cdev-bound-already",
                    "{0} is bound already.",
                    CDEV,
                    "vfio_df_ioctl_bind_iommufd");
    static final KernelRule NOT_BOUND =
            rule(
                    "vfio-cdev-not-bound",
                    "{0} is not bound to a context.",
                    CDEV,
                    "vfio_df_ioctl_attach_pt");
    static final KernelRule NO_GROUP =
            rule("iommufd-no-group", "{0} has no IOMMU group.", DEVICE, "iommufd_device_bind");
    static final KernelRule UNSAFE =
            rule(
                    "iommufd-unsafe-interrupts",
                    "The interrupts of the group are not isolated: {0}",
                    DEVICE,
                    "iommufd_device_bind");
    static final KernelRule OTHER_HWPT =
            rule(
                    "iommufd-group-elsewhere",
                    "Another device of the group is attached to page table {0}.",
                    DEVICE,
                    "iommufd_hw_pagetable_attach");
    static final KernelRule INCOMPATIBLE =
            rule(
                    "iommufd-incompatible-domain",
                    "The page table of {0} does not suit {1}: {2}.",
                    DEVICE,
                    "iommufd_hwpt_attach_device");
    static final KernelRule NOT_A_TABLE =
            rule(
                    "iommufd-not-a-page-table",
                    "Object {0} is neither an IOAS nor a page table.",
                    DEVICE,
                    "iommufd_device_change_pt");
    static final KernelRule BAD_FLAGS =
            rule(
                    "iommufd-hwpt-flags",
                    "The IOMMU cannot make a page table with flags {0}.",
                    TABLE,
                    "iommufd_hwpt_paging_alloc");
    static final KernelRule NO_COMPATIBLE =
            rule(
                    "iommufd-no-compat-ioas",
                    "The context has no IOAS for the calls of a container; attaching a group makes"
                            + " one.",
                    COMPAT,
                    "get_compat_ioas");
    static final KernelRule COMPAT_TYPE =
            rule(
                    "iommufd-compat-type",
                    "iommufd stands in for type1 only, not for {0}.",
                    COMPAT,
                    "iommufd_vfio_set_iommu");
    static final KernelRule COMPAT_ARGUMENTS =
            rule(
                    "iommufd-compat-arguments",
                    "The call has a size or flags that iommufd does not take: {0}.",
                    COMPAT,
                    "iommufd_vfio_map_dma");
    static final KernelRule COMPAT_UNKNOWN =
            rule("iommufd-compat-unknown", "iommufd has no {0}.", COMPAT, "iommufd_vfio_ioctl");

    static final KernelRule ACCESS_ATTACHED =
            rule(
                    "iommufd-access-attached",
                    "A mediated device reaches the IOAS through its driver: no page table, no"
                            + " reserved regions, only mappings of whole pages from now on.",
                    DEVICE,
                    "iommufd_access_change_ioas");
    static final KernelRule ACCESS_HOLE =
            rule(
                    "iommufd-access-unmapped",
                    "Nothing is mapped at {0}, so that no page can be pinned there.",
                    DEVICE,
                    "iommufd_access_pin_pages");
    static final KernelRule ACCESS_READ_ONLY =
            rule(
                    "iommufd-access-read-only",
                    "The driver wants to write, and the {0} allows reading only.",
                    DEVICE,
                    "iommufd_access_pin_pages");

    private IommufdRules() {}

    /// A rule of iommufd, which there is since that came.
    static KernelRule rule(String id, String summary, String path, String function) {
        return KernelRule.of(id, summary, path, function, SINCE);
    }

    /// Every rule, for explanations.
    public static List<KernelRule> all() {
        return List.of(
                NO_OBJECT,
                IN_USE,
                HAS_OBJECTS,
                NO_NODE,
                GROUP_OPEN,
                CDEV_BOUND,
                MIXED,
                IN_CONTEXT,
                BOUND_TWICE,
                NOT_BOUND,
                NO_GROUP,
                UNSAFE,
                OTHER_HWPT,
                INCOMPATIBLE,
                NOT_A_TABLE,
                BAD_FLAGS,
                NO_COMPATIBLE,
                COMPAT_TYPE,
                COMPAT_ARGUMENTS,
                COMPAT_UNKNOWN,
                ACCESS_ATTACHED,
                ACCESS_HOLE,
                ACCESS_READ_ONLY);
    }
}
