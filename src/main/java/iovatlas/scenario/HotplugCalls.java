package iovatlas.scenario;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.ResetMethod;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Functions that come and go.
///
/// @param calls where it goes
record HotplugCalls(CallSequence calls) {

    private static final KernelRule NO_FUNCTION =
            KernelRule.of(
                    "hotplug-no-such-function",
                    "There is no {0}.",
                    "drivers/pci/pci-sysfs.c",
                    "remove_store");
    private static final KernelRule STILL_OPEN =
            KernelRule.of(
                    "hotplug-removal-waits",
                    "The device file of {0} is open; its removal waits until it is closed.",
                    "drivers/vfio/vfio_main.c",
                    "vfio_unregister_group_dev");
    private static final KernelRule TOO_MANY =
            KernelRule.of(
                    "sriov-too-many",
                    "The function offers {0} virtual functions.",
                    "drivers/pci/iov.c",
                    "sriov_numvfs_store");
    private static final KernelRule NO_SRIOV =
            KernelRule.of(
                    "sriov-not-there",
                    "{0} has no SR-IOV capability.",
                    "drivers/pci/iov.c",
                    "sriov_numvfs_store");
    private static final KernelRule ALREADY_ON =
            KernelRule.of(
                    "sriov-already-on",
                    "Virtual functions are enabled already: {0}. Write 0 first.",
                    "drivers/pci/iov.c",
                    "sriov_numvfs_store");

    void add(Step.HotAdd step) {
        GroupTable groups = calls.state().groups().hotAdd(step.function());
        changed(groups);
        calls.made("add", Outcome.ok(step.function().at()), PciAddress::toString);
    }

    void remove(Step.HotRemove step) {
        PciAddress at = step.device();
        if (calls.state().groups().tree().function(at).isEmpty()) {
            calls.made("remove", refuse(Errno.ENODEV, NO_FUNCTION, at), PciAddress::toString);
            return;
        }
        GroupTable groups = calls.state().groups().hotRemove(at);
        for (PciAddress open : calls.state().vfio().devices().keySet()) {
            if (groups.tree().function(open).isEmpty()) {
                calls.made("remove", refuse(Errno.EBUSY, STILL_OPEN, open), PciAddress::toString);
                return;
            }
        }
        for (MediatedDevice device : calls.state().topology().mediatedDevices()) {
            boolean goes = groups.emulatedGroup(device.name()).isEmpty();
            if (goes && calls.state().isMediatedOpen(device.name())) {
                var outcome = refuse(Errno.EBUSY, STILL_OPEN, device.parent());
                calls.made("remove", outcome, PciAddress::toString);
                return;
            }
        }
        changed(groups);
        calls.made("remove", Outcome.ok(at), PciAddress::toString);
    }

    /// Source: `drivers/pci/pci-sysfs.c:sriov_numvfs_store`, `drivers/pci/iov.c:sriov_enable`.
    void setNumVfs(Step.SetNumVfs step) {
        PciAddress at = step.device();
        Outcome<Integer> outcome = possible(at, step.count());
        if (calls.made("write sriov_numvfs", outcome, n -> n + " virtual functions")) {
            GroupTable groups = calls.state().groups();
            for (PciAddress virtual : virtualFunctions(at)) {
                groups = groups.hotRemove(virtual);
            }
            PciFunction physical = groups.tree().function(at).orElseThrow();
            for (int index = 0; index < step.count(); index++) {
                groups = groups.hotAdd(virtual(physical, index));
            }
            changed(groups);
        }
    }

    private Outcome<Integer> possible(PciAddress at, int count) {
        PciFunction function = calls.state().groups().tree().function(at).orElse(null);
        var evidence = new Evidence.OfFunction("function", at);
        if (function == null) {
            return Outcome.refuse(Errno.ENODEV, NO_FUNCTION, evidence);
        }
        SriovCapability sriov = function.capabilities().sriov();
        if (sriov == null) {
            return Outcome.refuse(Errno.ENOENT, NO_SRIOV, evidence);
        }
        if (count < 0 || count > sriov.totalVfs()) {
            return Outcome.refuse(
                    Errno.ERANGE,
                    TOO_MANY,
                    new Evidence.OfText("", Integer.toString(sriov.totalVfs())));
        }
        int enabled = virtualFunctions(at).size();
        return count != 0 && enabled != 0 && enabled != count
                ? Outcome.refuse(
                        Errno.EBUSY, ALREADY_ON, new Evidence.OfText("", Integer.toString(enabled)))
                : Outcome.ok(count);
    }

    private List<PciAddress> virtualFunctions(PciAddress physical) {
        var found = new ArrayList<PciAddress>();
        for (PciFunction function : calls.state().topology().functions()) {
            VirtualFunction virtual = function.virtual();
            if (virtual != null && virtual.physical().equals(physical)) {
                found.add(function.at());
            }
        }
        return found;
    }

    /// A virtual function has MSI-X as its physical one, resets by FLR and has no interrupt pin.
    private static PciFunction virtual(PciFunction physical, int index) {
        SriovCapability sriov = Objects.requireNonNull(physical.capabilities().sriov());
        PciAddress at =
                PciAddress.of(physical.at().segment(), sriov.requesterOf(physical.at(), index));
        PciId id = new PciId(physical.identity().id().vendor(), sriov.vfDevice());
        PciCapabilities capabilities =
                new PciCapabilities(
                        null,
                        null,
                        physical.capabilities().msix(),
                        null,
                        physical.capabilities().ari(),
                        physical.capabilities().ats(),
                        false,
                        physical.capabilities().pasid(),
                        Set.of(ResetMethod.FLR),
                        0);
        return PciFunction.of(at, FunctionKind.ENDPOINT)
                .withIdentity(PciIdentity.of(id, physical.identity().classCode()))
                .withCapabilities(capabilities)
                .withVirtual(new VirtualFunction(physical.at(), index));
    }

    private void changed(GroupTable groups) {
        GroupTable before = calls.state().groups();
        for (PciFunction function : groups.tree().registrationOrder()) {
            PciAddress at = function.at();
            if (before.groupOf(at).isEmpty()) {
                groups.groupOf(at)
                        .ifPresent(g -> calls.print(BootLog.joined("pci", at, g.number())));
            }
        }
        for (PciFunction function : before.tree().registrationOrder()) {
            PciAddress at = function.at();
            if (groups.tree().function(at).isEmpty()) {
                before.groupOf(at)
                        .ifPresent(g ->
                                calls.print(
                                        "pci " + at + ": Removing from iommu group " + g.number()));
            }
        }
        calls.state(
                calls.state()
                        .withGroups(groups)
                        .withInterrupts(calls.state().interrupts().withMachine(groups.topology())));
    }

    private static Outcome<PciAddress> refuse(Errno errno, KernelRule rule, PciAddress at) {
        return Outcome.refuse(errno, rule, new Evidence.OfFunction("function", at));
    }
}
