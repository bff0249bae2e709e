package iovatlas.kernel.iommu;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Works out whether the interrupts of a group's members are isolated.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_has_isolated_msi`,
/// `kernel/irq/msi.c:msi_device_has_isolated_msi`.
final class MsiIsolation {

    private final Machine machine;

    MsiIsolation(Machine machine) {
        this.machine = machine;
    }

    IsolatedMsi of(IommuGroup group) {
        if (machine.facts().architecture().value() == Architecture.X86_64) {
            return x86(group);
        }
        if (IsolationRules.WHOLE_SYSTEM.holdsIn(machine.release())) {
            return wholeSystem(group);
        }
        IsolatedMsi last = verdict(true, IsolationRules.ITS, first(group), null);
        for (PciAddress at : group.members()) {
            last = of(at);
            if (!last.holds()) {
                return last;
            }
        }
        return last;
    }

    /// The MSI controller of a function, null for none.
    @Nullable MsiController controllerOf(PciAddress at) {
        PciNode node = machine.tree().node(at).orElse(null);
        if (node == null) {
            return null;
        }
        RequesterId id = machine.tree().msiRequesterId(node.function());
        boolean anyMap = false;
        for (IdMap map : machine.topology().idMaps()) {
            anyMap |= map.role() == IdMap.Role.MSI;
            if (map.role() == IdMap.Role.MSI && map.contains(at.segment(), id)) {
                return machine.topology().msiController(map.target()).orElse(null);
            }
        }
        List<MsiController> all = machine.topology().msiControllers();
        return !anyMap && all.size() == 1 ? all.getFirst() : null;
    }

    private IsolatedMsi x86(IommuGroup group) {
        boolean on = machine.facts().interruptRemapping().value();
        return verdict(
                on, on ? IsolationRules.REMAPPED : IsolationRules.NOT_REMAPPED, first(group), null);
    }

    private IsolatedMsi wholeSystem(IommuGroup group) {
        for (MsiController controller : machine.topology().msiControllers()) {
            IsolatedMsi verdict = of(first(group), controller);
            if (!verdict.holds()) {
                return verdict;
            }
        }
        return verdict(true, IsolationRules.WHOLE_SYSTEM, first(group), null);
    }

    private IsolatedMsi of(PciAddress at) {
        MsiController controller = controllerOf(at);
        Evidence function = new Evidence.OfFunction("function", at);
        return controller == null
                ? verdict(false, IsolationRules.NO_CONTROLLER, function, null)
                : of(function, controller);
    }

    private static IsolatedMsi of(Evidence device, MsiController controller) {
        return switch (controller) {
            case MsiController.Its its ->
                    verdict(
                            !its.preIts(),
                            its.preIts() ? IsolationRules.PRE_ITS : IsolationRules.ITS,
                            device,
                            its.name());
            case MsiController.GicV2m frame ->
                    verdict(false, IsolationRules.OPEN_FRAME, device, frame.name());
            case MsiController.Mbi frame ->
                    verdict(false, IsolationRules.OPEN_FRAME, device, frame.name());
            case MsiController.Apic apic ->
                    verdict(false, IsolationRules.NOT_REMAPPED, device, apic.name());
        };
    }

    private static Evidence first(IommuGroup group) {
        return group.members().isEmpty()
                ? new Evidence.OfText("group", Integer.toString(group.number()))
                : new Evidence.OfFunction("function", group.members().getFirst());
    }

    private static IsolatedMsi verdict(
            boolean holds, KernelRule rule, Evidence device, @Nullable String controller) {
        return new IsolatedMsi(
                holds,
                controller == null
                        ? Reason.of(rule, device)
                        : Reason.of(rule, device, new Evidence.OfText("", controller)));
    }
}
