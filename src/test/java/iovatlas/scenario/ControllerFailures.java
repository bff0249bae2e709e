package iovatlas.scenario;

import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.FailureMachines.wired;
import static iovatlas.scenario.FailureMachines.withMsi;
import static iovatlas.scenario.Failures.its;
import static iovatlas.scenario.Failures.kvm;
import static iovatlas.scenario.Failures.message;
import static iovatlas.scenario.Failures.write;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.unsafe;
import static iovatlas.scenario.MsiTracerMachines.v2m;

import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.its.ItsCommand;
import iovatlas.kernel.its.ItsTables;
import iovatlas.kernel.kvm.Injection;
import iovatlas.topology.IdMap;

import java.util.Map;
import java.util.stream.Stream;

/// Failures in the interrupt controller of an Arm host.
final class ControllerFailures {

    private static final Step BIND = new Step.Bind(NIC, "vfio-pci");
    private static final Step ATTACH = new Step.Attach(NIC, "c0");

    private ControllerFailures() {}

    private static ItsTables tables(boolean enabled, int lpis) {
        ItsTables booted = ItsTables.booted(16, 16, lpis, 2);
        ItsTables on =
                new ItsTables(
                        enabled, 16, 16, lpis, 2, PersistentMap.empty(), booted.collections());
        return on.execute(new ItsCommand.Mapd(8, 4, null, true))
                .tables()
                .execute(new ItsCommand.Mapti(8, 0, 8192, 0))
                .tables()
                .execute(new ItsCommand.Mapti(8, 1, 8193, 1))
                .tables()
                .execute(new ItsCommand.Mapc(1, 1, false))
                .tables();
    }

    static Stream<FailureRow> controller() {
        return Stream.of(controllerOne(), controllerTwo()).flatMap(rows -> rows);
    }

    private static Stream<FailureRow> controllerOne() {
        return Stream.of(
                FailureRow.of(
                        13,
                        "wrong DeviceID",
                        "CONTROLLER",
                        "no MAPD",
                        "nowhere",
                        () -> message(wired(IdMap.Role.MSI, 0x777), ARM, 0, passedThrough())),
                FailureRow.of(
                        19,
                        "ITS off",
                        "CONTROLLER",
                        "switched off",
                        "nowhere",
                        () -> its(tables(false, 57344), 8, 0)),
                FailureRow.of(
                        20,
                        "no MAPD",
                        "CONTROLLER",
                        "no MAPD",
                        "nowhere",
                        () -> its(tables(true, 57344), 9, 0)),
                FailureRow.of(
                        21,
                        "event beyond the table",
                        "CONTROLLER",
                        "beyond",
                        "nowhere",
                        () -> write(server(), ARM, 0x0800_0040L, 300, passedThrough())),
                FailureRow.of(
                        22,
                        "no MAPTI",
                        "CONTROLLER",
                        "no MAPTI",
                        "nowhere",
                        () -> write(server(), ARM, 0x0800_0040L, 100, passedThrough())));
    }

    private static Stream<FailureRow> controllerTwo() {
        return Stream.of(
                FailureRow.of(
                        23,
                        "collection not mapped",
                        "CONTROLLER",
                        "no redistributor",
                        "nowhere",
                        () -> its(tables(true, 57344), 8, 1)),
                FailureRow.of(
                        25,
                        "LPI disabled",
                        "INTERRUPT",
                        "stays pending",
                        "irq/irqs",
                        () ->
                                message(
                                        withMsi(4, true),
                                        ARM,
                                        IrqIndex.MSI,
                                        0,
                                        BIND,
                                        ATTACH,
                                        new Step.SetIrqs(NIC, IrqIndex.MSI, 1, 1))),
                FailureRow.of(
                        27,
                        "LPIs off at the vCPU",
                        "GUEST_CONTROLLER",
                        "LPIs are off",
                        "nowhere",
                        () -> kvm(Injection.LPIS_DISABLED)),
                FailureRow.of(
                        28,
                        "LPI beyond the range",
                        "CONTROLLER",
                        "no LPI",
                        "nowhere",
                        () -> its(small(), 8, 0)),
                FailureRow.of(
                        31,
                        "SPI outside the frame",
                        "CONTROLLER",
                        "no interrupt number",
                        "nowhere",
                        () ->
                                write(
                                        arm(kvmGuest(), v2m()),
                                        unsafe(ARM, false),
                                        0x0800_0040L,
                                        200,
                                        passedThrough())));
    }

    private static ItsTables small() {
        return new ItsTables(true, 16, 16, 0, 2, tables(true, 57344).devices(), Map.of(0, 0));
    }
}
