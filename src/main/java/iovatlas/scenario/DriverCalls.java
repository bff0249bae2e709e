package iovatlas.scenario;

import iovatlas.kernel.DomainType;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommu.BoundDrivers;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Writes to the `bind` and `unbind` files of drivers and to the `type` file of groups.
///
/// @param calls where they go
record DriverCalls(CallSequence calls) {

    private static final KernelRule NO_FUNCTION =
            KernelRule.of(
                    "no-such-function", "There is no {0}.", "drivers/base/bus.c", "bind_store");
    private static final KernelRule NO_DRIVER =
            KernelRule.of(
                    "no-driver-bound",
                    "No driver is bound to {0}.",
                    "drivers/base/bus.c",
                    "unbind_store");
    private static final KernelRule NO_GROUP =
            KernelRule.of(
                    "vfio-needs-group",
                    "A VFIO driver needs an IOMMU group, and {0} has none; without an IOMMU only"
                            + " vfio.enable_unsafe_noiommu_mode makes one.",
                    "drivers/vfio/group.c",
                    "vfio_group_find_or_alloc");
    private static final KernelRule BRIDGE =
            KernelRule.of(
                    "vfio-pci-no-bridges",
                    "vfio-pci takes no bridges: {0}.",
                    "drivers/vfio/pci/vfio_pci_core.c",
                    "vfio_pci_core_register_device");
    private static final KernelRule HAS_VFS =
            KernelRule.of(
                    "vfio-pci-no-pf-with-vfs",
                    "vfio-pci takes no physical function whose virtual ones are enabled: {0}.",
                    "drivers/vfio/pci/vfio_pci_core.c",
                    "vfio_pci_vf_init");
    private static final KernelRule GROUP_TAKEN =
            KernelRule.of(
                    "driver-group-taken",
                    "The DMA of the group belongs to user space, so that no kernel driver can use"
                            + " it: {0}.",
                    "drivers/iommu/iommu.c",
                    "iommu_device_use_default_domain");
    private static final KernelRule STILL_OPEN =
            KernelRule.of(
                    "vfio-unbind-waits",
                    "The device file of {0} is open; the write waits until it is closed.",
                    "drivers/vfio/vfio_main.c",
                    "vfio_unregister_group_dev");

    void bind(Step.Bind step) {
        PciAddress at = step.device();
        if (calls.state().driverOf(at).isPresent() && !release(at)) {
            return;
        }
        GroupTable groups = tried(at, step.driver());
        calls.state(calls.state().withGroups(groups.unbind(at)));
        calls.settle();
        Outcome<String> outcome = probe(groups, at, step.driver());
        outcome.error()
                .ifPresent(errno ->
                        calls.print(
                                new KernelPrints(calls.state())
                                        .probeFailed(at, step.driver(), errno.number())));
        if (calls.made("write " + step.driver() + "/bind", outcome, text -> text)) {
            KernelState bound = calls.state().withGroups(groups);
            calls.state(
                    bound.withInterrupts(
                            bound.interrupts().bind(at, step.driver(), bound.defaultDomains())));
        }
    }

    void unbind(Step.Unbind step) {
        release(step.device());
    }

    private boolean release(PciAddress at) {
        Optional<String> driver = calls.state().driverOf(at);
        if (driver.isEmpty()) {
            return calls.made("write unbind", refuse(Errno.ENODEV, NO_DRIVER, at), text -> text);
        }
        String name = "write " + driver.get() + "/unbind";
        if (calls.state().isHeld(at)) {
            return calls.made(name, refuse(Errno.EBUSY, STILL_OPEN, at), text -> text);
        }
        KernelState state = calls.state();
        calls.state(
                state.withGroups(state.groups().unbind(at))
                        .withInterrupts(state.interrupts().unbind(at)));
        return calls.made(name, Outcome.ok(at), PciAddress::toString);
    }

    private Outcome<String> probe(GroupTable groups, PciAddress at, String driver) {
        Optional<PciFunction> function = groups.tree().function(at);
        if (function.isEmpty()) {
            return refuse(Errno.ENODEV, NO_FUNCTION, at);
        }
        return BoundDrivers.isVfio(driver)
                ? probeVfio(groups, function.get())
                : probeKernel(groups, at, driver);
    }

    private static Outcome<String> probeVfio(GroupTable groups, PciFunction function) {
        PciAddress at = function.at();
        if (function.kind().isBridge()) {
            return refuse(Errno.EINVAL, BRIDGE, at);
        }
        boolean hasVfs =
                groups.tree().registrationOrder().stream().anyMatch(f -> isVirtualOf(f, at));
        if (hasVfs) {
            return refuse(Errno.EBUSY, HAS_VFS, at);
        }
        return groups.groupOf(at).isEmpty() && groups.noIommuGroup(at).isEmpty()
                ? refuse(Errno.EINVAL, NO_GROUP, at)
                : Outcome.ok(at.toString());
    }

    private static boolean isVirtualOf(PciFunction function, PciAddress physical) {
        return function.virtual() != null && function.virtual().physical().equals(physical);
    }

    private Outcome<String> probeKernel(GroupTable groups, PciAddress at, String driver) {
        @Nullable IommuGroup group = groups.groupOf(at).orElse(null);
        boolean taken =
                group != null
                        && BoundDrivers.usesDmaApi(driver)
                        && calls.state().vfio().owners().ownerOf(group.number()).isPresent();
        return taken ? refuse(Errno.EBUSY, GROUP_TAKEN, at) : Outcome.ok(at.toString());
    }

    /// The driver is tried: some kernels give the function its group only now.
    private GroupTable tried(PciAddress at, String driver) {
        GroupTable groups = calls.state().groups().bind(at, driver);
        if (calls.state().groups().groupOf(at).isEmpty()) {
            groups.groupOf(at).ifPresent(g -> calls.print(BootLog.joined(driver, at, g.number())));
        }
        return groups;
    }

    private static Outcome<String> refuse(Errno errno, KernelRule rule, PciAddress at) {
        return Outcome.refuse(errno, rule, new Evidence.OfFunction("function", at));
    }

    void setGroupType(Step.SetGroupType step) {
        PciAddress at = step.device();
        GroupTable groups = calls.state().groups();
        boolean inUse = groups.groupOf(at).map(this::isInUse).orElse(false);
        Transition<GroupTable, DomainType> change = groups.setType(at, step.type(), inUse);
        calls.state(calls.state().withGroups(change.state()));
        if (change.outcome().isOk()) {
            // The new default domain starts without doorbell pages.
            groups.groupOf(at)
                    .map(group -> calls.state().interrupts().withoutKernelDomain(group.number()))
                    .ifPresent(calls::interrupts);
        }
        calls.made("write type", change.outcome(), DomainType::word);
    }

    private boolean isInUse(IommuGroup group) {
        boolean owned = calls.state().vfio().owners().ownerOf(group.number()).isPresent();
        return owned
                || group.members().stream()
                        .flatMap(member -> calls.state().driverOf(member).stream())
                        .anyMatch(BoundDrivers::usesDmaApi);
    }
}
