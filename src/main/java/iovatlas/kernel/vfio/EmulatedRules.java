package iovatlas.kernel.vfio;

import static iovatlas.kernel.KernelRelease.V6_1;
import static iovatlas.kernel.KernelRelease.V6_12;
import static iovatlas.kernel.KernelRelease.V7_3;

import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// What can decide a call about a mediated device.
public final class EmulatedRules {

    private static final String TYPE1 = "drivers/vfio/vfio_iommu_type1.c";

    public static final KernelRule NO_PARENT_DRIVER =
            KernelRule.of(
                    "mdev-needs-parent-driver",
                    "The mediated device {0} is there only while the driver that makes it is bound"
                            + " to its parent.",
                    "drivers/vfio/mdev/mdev_core.c",
                    "mdev_unregister_parent");
    static final KernelRule LISTED =
            rule(
                    "type1-emulated-listed",
                    "No IOMMU is behind group {0}: it is listed only, gets no domain, and brings no"
                            + " aperture and no reserved regions.",
                    "vfio_iommu_type1_attach_group");
    static final KernelRule NOT_PINNED =
            rule(
                    "type1-emulated-not-pinned",
                    "The container has no domain yet, so that the mapping is noted only: nothing is"
                        + " pinned until a driver asks for pages or a group with an IOMMU joins.",
                    "vfio_dma_do_map");
    static final KernelRule PINNED_NOW =
            rule(
                    "type1-replay-pins",
                    "The first domain of the container: all mappings are pinned now, {0} of them.",
                    "vfio_iommu_replay");
    static final KernelRule REPLAY_FAULT =
            rule(
                    "type1-replay-fault",
                    "A mapping that was noted without pinning cannot be pinned now: nothing usable"
                            + " is at {0}.",
                    "vfio_iommu_replay");
    static final KernelRule REPLAY_MEMLOCK =
            rule(
                    "type1-replay-memlock",
                    "Pinning the mappings that were only noted so far would exceed RLIMIT_MEMLOCK"
                            + " ({0}), and the process has no CAP_IPC_LOCK.",
                    "vfio_iommu_replay");
    static final KernelRule VADDR_BUSY =
            new KernelRule(
                    "type1-vaddr-emulated",
                    "Process addresses cannot be taken away while a mediated device is there.",
                    Source.of(TYPE1, "vfio_dma_do_unmap"),
                    Releases.since(V6_1, V6_1, V6_12, V7_3));
    static final KernelRule PIN_VERSION =
            rule(
                    "type1-pin-needs-v2",
                    "Drivers of mediated devices can pin pages of a type1v2 container only.",
                    "vfio_iommu_type1_pin_pages");
    static final KernelRule PIN_INVALID =
            new KernelRule(
                    "type1-pin-invalid-vaddr",
                    "A mapping has no valid process address. (Up to 5.15 the driver waits for"
                            + " one.)",
                    Source.of(TYPE1, "vfio_iommu_type1_pin_pages"),
                    Releases.since(V6_1, V6_1, V6_12, V7_3));
    static final KernelRule PIN_NOTHING =
            rule(
                    "type1-pin-unmapped",
                    "Nothing is mapped at {0}, so that no page can be pinned there.",
                    "vfio_iommu_type1_pin_pages");
    public static final KernelRule PIN_RANGE =
            rule(
                    "type1-pin-range",
                    "There is no such range of pages to pin.",
                    "vfio_iommu_type1_pin_pages");
    static final KernelRule PIN_ACCESS =
            rule(
                    "type1-pin-access",
                    "The driver asks for more than the {0} allows.",
                    "vfio_iommu_type1_pin_pages");
    static final KernelRule PIN_MEMLOCK =
            rule(
                    "type1-pin-memlock",
                    "Pinning {0} would exceed RLIMIT_MEMLOCK ({1}), and the process has no"
                            + " CAP_IPC_LOCK.",
                    "vfio_pin_page_external");

    private EmulatedRules() {}

    /// Every rule, for explanations.
    public static List<KernelRule> all() {
        return List.of(
                NO_PARENT_DRIVER,
                LISTED,
                NOT_PINNED,
                PINNED_NOW,
                REPLAY_FAULT,
                REPLAY_MEMLOCK,
                VADDR_BUSY,
                PIN_VERSION,
                PIN_INVALID,
                PIN_NOTHING,
                PIN_RANGE,
                PIN_ACCESS,
                PIN_MEMLOCK);
    }

    private static KernelRule rule(String id, String summary, String function) {
        return new KernelRule(id, summary, Source.of(TYPE1, function), Releases.ALL);
    }
}
