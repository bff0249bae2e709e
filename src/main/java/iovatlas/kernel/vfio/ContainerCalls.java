package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.Type1Attach.Attached;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Calls on a container: the choice of its back end and the groups that come and go.
///
/// Source: `drivers/vfio/container.c`.
///
/// @param host the machine now
record ContainerCalls(VfioHost host) {

    private static final int TYPE1 = 1;
    private static final int DMA_CC = 4;
    private static final int TYPE1V2 = 3;
    private static final int NESTING = 6;
    private static final int NOIOMMU = 8;
    private static final int UNMAP_ALL = 9;
    private static final int UPDATE_VADDR = 10;

    /// VFIO_CHECK_EXTENSION; the number is the ioctl's positive result.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_type1_check_extension`,
    /// `container.c:vfio_ioctl_check_extension`.
    int extension(Container container, int extension) {
        if (isWithoutIommu(container)) {
            return extension == NOIOMMU && facts().noIommuMode().value() ? 1 : 0;
        }
        boolean old = release().before(KernelRelease.V5_15);
        boolean open = container.type1() != null;
        boolean supported =
                switch (extension) {
                    case TYPE1, TYPE1V2 -> true;
                    case UNMAP_ALL -> !old;
                    case NESTING -> nestingKnown();
                    case UPDATE_VADDR -> !old && canMoveAddresses(container.type1());
                    case DMA_CC -> container.type1() != null && coherent(container.type1());
                    // A container with groups asks only the back ends that suit them.
                    case NOIOMMU ->
                            !open && container.groups().isEmpty() && facts().noIommuMode().value();
                    default -> false;
                };
        return supported ? 1 : 0;
    }

    /// Groups of both kinds never meet in one container.
    private boolean isWithoutIommu(Container container) {
        return container.groups().stream().anyMatch(g -> host.noIommuMember(g).isPresent());
    }

    /// Since mediated devices are left out of it, only a container with a back end can tell.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_has_emulated`.
    private boolean canMoveAddresses(@Nullable Type1 type1) {
        return release().before(KernelRelease.V6_1)
                || (type1 != null && type1.emulated().isEmpty());
    }

    private static boolean coherent(Type1 type1) {
        return type1.domains().stream().allMatch(d -> d.shape().coherency());
    }

    private boolean nestingKnown() {
        return !Type1Rules.checksSums(release());
    }

    /// VFIO_SET_IOMMU.
    ///
    /// Source: `container.c:vfio_ioctl_set_iommu`.
    ///
    /// @param rawIo whether the caller has CAP_SYS_RAWIO
    Transition<VfioState, Integer> setIommu(
            VfioState state, Container container, int type, boolean rawIo) {
        if (container.groups().isEmpty()) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NO_GROUPS));
        }
        if (container.isOpen()) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.BACK_END_SET));
        }
        var evidence = new Evidence.OfText("type", Integer.toUnsignedString(type));
        if (extension(container, type) <= 0) {
            return new Transition<>(state, refuse(Errno.ENODEV, VfioRules.NO_DRIVER, evidence));
        }
        if (isWithoutIommu(container)) {
            return new NoIommuCalls(host, rawIo).setIommu(state, container, type);
        }
        if (type != TYPE1 && type != TYPE1V2 && type != NESTING) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NO_OPEN, evidence));
        }
        return openType1(state, container, type);
    }

    private Transition<VfioState, Integer> openType1(
            VfioState state, Container container, int type) {
        Type1 type1 =
                Type1.open(
                        type != TYPE1,
                        type == NESTING,
                        facts().dmaEntryLimit().value(),
                        facts().pageSize().value(),
                        !Type1Rules.checksSums(release()));
        var reasons = new ArrayList<Reason>();
        for (int group : container.groups()) {
            Transition<Type1, Attached> step = attach(state, type1, group);
            if (step.outcome() instanceof Refusal<Attached> refusal) {
                return new Transition<>(state, refusal.as());
            }
            reasons.addAll(step.outcome().why());
            type1 = step.state();
        }
        return new Transition<>(
                state.with(container.withType1(type1)), new Outcome.Success<>(type, reasons));
    }

    /// The back end with one group more.
    Transition<Type1, Attached> attach(VfioState state, Type1 type1, int group) {
        var call = new Type1Attach(release(), facts().unsafeInterrupts().value(), state::locked);
        return host.emulatedMember(group).isPresent()
                ? call.attachEmulated(type1, group)
                : call.attach(type1, host.group(group).orElseThrow());
    }

    /// A group leaves its container; the last one takes the back end with it.
    ///
    /// Source: `container.c:vfio_group_detach_container`.
    VfioState detach(VfioState state, int group, GroupFile file) {
        Integer number = file.container();
        if (number == null) {
            return state;
        }
        Container container = state.container(number).orElseThrow();
        Container rest = container.withoutGroup(group);
        VfioState next = state;
        Type1 type1 = container.type1();
        if (type1 != null && rest.groups().isEmpty()) {
            next = LockedPages.moved(state, type1, type1.withTable(DmaTable.empty(false), 0));
            rest = rest.withType1(null);
        } else if (type1 != null) {
            Type1 left = detached(type1, group);
            boolean keepsDomains = type1.domains().isEmpty() == left.domains().isEmpty();
            boolean samePages = keepsDomains && type1.emulated().equals(left.emulated());
            next = samePages ? state : LockedPages.moved(state, type1, left);
            rest = rest.withType1(left);
        }
        return next.with(rest)
                .with(group, file.withContainer(null))
                .withOwners(next.owners().released(group));
    }

    private Type1 detached(Type1 type1, int group) {
        return new Type1Detach(g -> host.group(g).map(GroupTraits::reserved).orElse(List.of()))
                .detach(type1, group);
    }

    private BootFacts facts() {
        return host.facts();
    }

    private KernelRelease release() {
        return facts().release().value();
    }
}
