package iovatlas.export.machine;

import iovatlas.scenario.KernelState;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Host bridges, ports, bridges and functions, each behind what is above it.
final class QemuTree {
    private static final String ROOT = "pcie.0";

    private final KernelState state;
    private final QemuMachine machine;
    private final List<String> remarks;
    private final QemuSlots slots;
    private final List<String> out = new ArrayList<>();
    private final List<PciAddress> unisolated = new ArrayList<>();
    private final Map<PciAddress, String> ids = new HashMap<>();
    private final Map<String, String> rootBuses = new HashMap<>();
    private int chassis = 1;
    private int drives = 1;

    QemuTree(KernelState state, QemuMachine machine, QemuSlots slots, List<String> remarks) {
        this.state = state;
        this.machine = machine;
        this.remarks = remarks;
        this.slots = slots;
    }

    List<String> arguments() {
        List<String> buses = new ArrayList<>();
        for (HostBridge bridge : state.topology().hostBridges()) {
            if (bridge.segment() != 0) {
                remarks.add(
                        "QEMU's boards have segment 0 only; " + bridge.text() + " is left out.");
                continue;
            }
            buses.add(hostBridge(bridge));
        }
        out.addAll(machine.late(buses));
        for (PciFunction function : state.groups().tree().registrationOrder()) {
            if (function.virtual() == null) {
                function(function);
            }
        }
        return out;
    }

    /// Ports that QEMU gives ACS and the drawing does not.
    List<PciAddress> unisolatedPorts() {
        return List.copyOf(unisolated);
    }

    private String hostBridge(HostBridge bridge) {
        if (rootBuses.isEmpty()) {
            rootBuses.put(bridge.text(), ROOT);
            return ROOT;
        }
        String id = "pxb%02x".formatted(bridge.rootBus());
        rootBuses.put(bridge.text(), id);
        out.add(
                "-device pxb-pcie,id=%s,bus=%s,addr=%x,bus_nr=%d%s"
                        .formatted(
                                id,
                                ROOT,
                                slots.freeOnFirstRootBus(),
                                bridge.rootBus(),
                                machine.bypasses(bridge) ? ",bypass_iommu=on" : ""));
        return id;
    }

    private void function(PciFunction function) {
        String bus = busOf(function.at());
        if (bus == null || !slots.isMade(function, bus.equals(ROOT))) {
            return;
        }
        QemuModel model = QemuModel.of(function, isolated(function));
        if (!model.since().isEmpty()) {
            remarks.add(
                    "%s: %s needs QEMU %s or newer."
                            .formatted(function.at(), model.device(), model.since()));
        }
        var device = new StringBuilder("-device " + model.device());
        if (function.kind().isBridge()) {
            String id =
                    "b%02x%02x%d"
                            .formatted(
                                    function.at().bus(),
                                    function.at().device(),
                                    function.at().function());
            ids.put(function.at(), id);
            device.append(",id=").append(id);
            numbers(function, device);
        }
        virtualFunctions(function);
        if (isolated(function) && !model.device().startsWith("igb")) {
            remarks.add(
                    function.at()
                            + ": QEMU's device has no ACS; here it shares a group with the"
                            + " other functions of its slot.");
        }
        if (model.drive()) {
            String id = "d" + drives++;
            out.add(
                    "-drive if=none,id=%s,file.driver=null-co,file.size=67108864,format=raw"
                            .formatted(id));
            device.append(",serial=").append(id).append(",drive=").append(id);
        }
        device.append(",bus=")
                .append(bus)
                .append(slots.place(function, isBehindBridge(function.at())));
        out.add(device.toString());
    }

    private void virtualFunctions(PciFunction function) {
        SriovCapability sriov = function.capabilities().sriov();
        if (sriov != null && sriov.enabledVfs() > 0) {
            remarks.add(
                    "%s: write up to 7 (drawn: %d) to its sriov_numvfs for virtual functions."
                            .formatted(function.at(), sriov.enabledVfs()));
        }
    }

    private void numbers(PciFunction function, StringBuilder device) {
        switch (function.kind()) {
            case ROOT_PORT -> {
                device.append(",chassis=").append(chassis).append(",slot=").append(chassis);
                chassis++;
            }
            case SWITCH_DOWNSTREAM -> {
                device.append(",chassis=").append(chassis).append(",slot=").append(chassis);
                chassis++;
                if (function.capabilities().acs() == null) {
                    unisolated.add(function.at());
                    remarks.add(
                            function.at()
                                    + ": QEMU's downstream port has ACS; the kernel's command line"
                                    + " takes redirection away.");
                }
            }
            case CONVENTIONAL_BRIDGE, PCI_TO_PCIE_BRIDGE ->
                    device.append(",chassis_nr=").append(chassis++);
            case SWITCH_UPSTREAM,
                    PCIE_TO_PCI_BRIDGE,
                    ENDPOINT,
                    LEGACY_ENDPOINT,
                    INTEGRATED_ENDPOINT,
                    EVENT_COLLECTOR,
                    CONVENTIONAL -> {}
        }
    }

    /// The bus that a function sits on, null when what is above it was left out.
    private @Nullable String busOf(PciAddress at) {
        PciFunction above = state.groups().tree().bridgeAbove(at).orElse(null);
        if (above != null) {
            return ids.get(above.at());
        }
        return state.topology().hostBridges().stream()
                .filter(b -> b.segment() == at.segment() && b.rootBus() == at.bus())
                .findFirst()
                .map(b -> rootBuses.get(b.text()))
                .orElse(null);
    }

    /// Slot 0 of such a bus belongs to the bridge's own hot-plug controller.
    private boolean isBehindBridge(PciAddress at) {
        return state.groups()
                .tree()
                .bridgeAbove(at)
                .filter(above -> above.kind() == FunctionKind.PCIE_TO_PCI_BRIDGE)
                .isPresent();
    }

    /// Whether it shares its slot and says by ACS that it keeps apart all the same.
    private boolean isolated(PciFunction function) {
        return function.kind() == FunctionKind.ENDPOINT
                && function.capabilities().acs() != null
                && slots.isShared(function.at());
    }
}
