package iovatlas.scenario;

import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.X86;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.FailureMachines.wired;
import static iovatlas.scenario.FailureMachines.withMsi;
import static iovatlas.scenario.Failures.message;
import static iovatlas.scenario.Failures.refusal;
import static iovatlas.scenario.Failures.write;
import static iovatlas.scenario.MsiTracerMachines.DISK;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.x86;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.DomainType;
import iovatlas.topology.Bar;
import iovatlas.topology.IdMap;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.stream.Stream;

/// Failures of the device itself and of the translation of its writes.
final class DeviceFailures {

    private static final String ERRNO = "caller";
    private static final Step BIND = new Step.Bind(NIC, "vfio-pci");
    private static final Step ATTACH = new Step.Attach(NIC, "c0");

    private DeviceFailures() {}

    private static Step map(long iova, boolean write) {
        return new Step.Map("c0", Iova.of(iova), ByteSize.MIB, null, ByteSize.ZERO, true, write);
    }

    static Stream<FailureRow> device() {
        return Stream.of(deviceOne(), deviceTwo(), deviceThree()).flatMap(rows -> rows);
    }

    private static Stream<FailureRow> deviceOne() {
        return Stream.of(
                FailureRow.of(
                        1,
                        "bus mastering off",
                        "FUNCTION",
                        "bus mastering",
                        "BusMaster-",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(new Step.WriteConfig(NIC, false, null)))),
                FailureRow.of(
                        2,
                        "MSI-X off",
                        "FUNCTION",
                        "nobody has switched MSI-X",
                        "Enable-",
                        () -> message(server(), ARM, 0, BIND, ATTACH)),
                FailureRow.of(
                        3,
                        "function mask",
                        "FUNCTION",
                        "function mask",
                        "Masked+",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(new Step.WriteConfig(NIC, null, true)))));
    }

    private static Stream<FailureRow> deviceTwo() {
        return Stream.of(
                FailureRow.of(
                        4,
                        "entry masked",
                        "FUNCTION",
                        "entry is masked",
                        "pending bit",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        BIND,
                                        ATTACH,
                                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 3, 1))),
                FailureRow.of(
                        5,
                        "entry zero",
                        "IOMMU",
                        "maps nothing at 0x00000000",
                        "F_TRANSLATION",
                        () -> write(server(), ARM, 0, 0, passedThrough())),
                FailureRow.of(
                        6,
                        "no upper address",
                        "DOORBELL",
                        "host's 0x30090040",
                        "nowhere",
                        () ->
                                message(
                                        FailureMachines.oldCardUnderHighIts(),
                                        MsiTracerMachines.withDomain(ARM, DomainType.IDENTITY),
                                        IrqIndex.MSI,
                                        0)));
    }

    private static Stream<FailureRow> deviceThree() {
        return Stream.of(
                FailureRow.of(
                        33,
                        "no descriptor",
                        "INTERRUPT",
                        "stays pending",
                        "IRQD_IRQ_MASKED",
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
                        35,
                        "bus mastering never set",
                        "FUNCTION",
                        "bus mastering",
                        "BusMaster-",
                        () ->
                                message(
                                        server(),
                                        ARM,
                                        0,
                                        passedThrough(new Step.WriteConfig(NIC, false, null)))));
    }

    static Stream<FailureRow> translation() {
        return Stream.of(translationOne(), translationTwo()).flatMap(rows -> rows);
    }

    private static Stream<FailureRow> translationOne() {
        return Stream.of(
                FailureRow.of(
                        7,
                        "doorbell not mapped",
                        "IOMMU",
                        "maps nothing",
                        "F_TRANSLATION",
                        () -> write(server(), ARM, 0x0800_1040L, 0, passedThrough())),
                FailureRow.of(
                        8,
                        "not for writing",
                        "IOMMU",
                        "without write",
                        "F_PERMISSION",
                        () ->
                                write(
                                        server(),
                                        ARM,
                                        0x4000_0040L,
                                        0,
                                        passedThrough(map(0x4000_0000L, false)))),
                FailureRow.of(
                        9,
                        "mapping over the window",
                        "errno EINVAL",
                        "0x08000000",
                        ERRNO,
                        () -> refusal(server(), ARM, BIND, ATTACH, map(0x0800_0000L, true))),
                FailureRow.of(
                        10,
                        "RAM at 0xfee00000",
                        "errno EINVAL",
                        "0xfee00000",
                        ERRNO,
                        () ->
                                refusal(
                                        x86(kvmGuest()),
                                        X86,
                                        BIND,
                                        ATTACH,
                                        map(0xfee0_0000L, true))));
    }

    private static Stream<FailureRow> translationTwo() {
        return Stream.of(
                FailureRow.of(
                        11,
                        "unknown stream",
                        "IOMMU",
                        "stream ID 0x777",
                        "C_BAD_STREAMID",
                        () -> message(wired(IdMap.Role.IOMMU, 0x777), ARM, 0, passedThrough())),
                FailureRow.of(
                        12,
                        "another one's page table",
                        "IOMMU",
                        "maps nothing",
                        "F_TRANSLATION",
                        () ->
                                message(
                                        FailureMachines.withDriver(
                                                wired(IdMap.Role.IOMMU, 0x200), DISK, "nvme"),
                                        ARM,
                                        0,
                                        passedThrough())),
                FailureRow.of(
                        57,
                        "peer in the way",
                        "DOORBELL",
                        "in a BAR of 0000:02:00.0",
                        "nowhere",
                        () ->
                                write(
                                        withBar(),
                                        MsiTracerMachines.withDomain(ARM, DomainType.IDENTITY),
                                        0x5000_0040L,
                                        0)));
    }

    private static Topology withBar() {
        Topology topology = server();
        return topology.withFunctions(
                topology.functions().stream()
                        .map(f ->
                                f.at().equals(DISK)
                                        ? f.withBars(
                                                List.of(
                                                        new Bar(
                                                                0,
                                                                AddressRange.ofSize(
                                                                        HostPhysical.of(
                                                                                0x5000_0000L),
                                                                        ByteSize.MIB),
                                                                false)))
                                        : f)
                        .toList());
    }
}
