package iovatlas.scenario;

import static iovatlas.scenario.FailureMachines.ARM;
import static iovatlas.scenario.FailureMachines.server;
import static iovatlas.scenario.FailureMachines.withCommandLine;
import static iovatlas.scenario.FailureMachines.withIommu;
import static iovatlas.scenario.FailureMachines.withMaps;
import static iovatlas.scenario.Failures.refusal;
import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;
import static iovatlas.scenario.MsiTracerMachines.passedThrough;
import static iovatlas.scenario.MsiTracerMachines.unsafe;
import static iovatlas.scenario.MsiTracerMachines.v2m;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.stream.Stream;

/// Failures while vectors are set up.
final class AllocationFailures {

    private static final String ERRNO = "caller";
    private static final Step BIND = new Step.Bind(NIC, "vfio-pci");
    private static final Step ATTACH = new Step.Attach(NIC, "c0");
    private static final Step ARM_ONE = new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 1);

    private AllocationFailures() {}

    static Stream<FailureRow> allocation() {
        return Stream.of(allocationOne(), allocationTwo(), allocationThree()).flatMap(rows -> rows);
    }

    private static Stream<FailureRow> allocationOne() {
        return Stream.of(
                FailureRow.of(
                        14,
                        "no ITS reachable",
                        "errno ENOTSUPP",
                        "no interrupt controller",
                        ERRNO,
                        () ->
                                refusal(
                                        withMaps(
                                                server(),
                                                server().idMaps().stream()
                                                        .map(m ->
                                                                m.role() == IdMap.Role.MSI
                                                                        ? elsewhere(m)
                                                                        : m)
                                                        .toList()),
                                        unsafe(ARM, false),
                                        BIND,
                                        ATTACH,
                                        ARM_ONE)),
                FailureRow.of(
                        15,
                        "pci=nomsi",
                        "errno EINVAL",
                        "pci=nomsi",
                        ERRNO,
                        () ->
                                refusal(
                                        server(),
                                        withCommandLine(ARM, "pci=nomsi"),
                                        BIND,
                                        ATTACH,
                                        ARM_ONE)),
                FailureRow.of(
                        16,
                        "more than the function has",
                        "errno EINVAL",
                        "129",
                        ERRNO,
                        () ->
                                refusal(
                                        server(),
                                        ARM,
                                        BIND,
                                        ATTACH,
                                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 130))));
    }

    private static Stream<FailureRow> allocationTwo() {
        return Stream.of(
                FailureRow.of(
                        17,
                        "translation table full",
                        "errno OK",
                        "only 2 vectors",
                        ERRNO,
                        () ->
                                refusal(
                                        withController(16, 1),
                                        ARM,
                                        BIND,
                                        ATTACH,
                                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 4))),
                FailureRow.of(
                        18,
                        "beyond the device table",
                        "errno ENODEV",
                        "DeviceID 0x10100",
                        ERRNO,
                        () ->
                                refusal(
                                        FailureMachines.withMaps(
                                                withController(16, 16), highDeviceIds()),
                                        ARM,
                                        BIND,
                                        ATTACH,
                                        ARM_ONE)),
                FailureRow.of(
                        24,
                        "table too small",
                        "errno OK",
                        "only 2 vectors",
                        ERRNO,
                        () ->
                                refusal(
                                        withController(16, 1),
                                        ARM,
                                        BIND,
                                        ATTACH,
                                        new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 3))));
    }

    private static Stream<FailureRow> allocationThree() {
        return Stream.of(
                FailureRow.of(
                        34,
                        "vectors do not grow",
                        "errno EINVAL",
                        "does not add vectors",
                        ERRNO,
                        () ->
                                refusal(
                                        server(),
                                        MsiTracerMachines.facts(
                                                KernelRelease.V6_18, Architecture.ARM64),
                                        passedThrough(new Step.SetIrqs(NIC, IrqIndex.MSIX, 6, 1)))),
                FailureRow.of(
                        55,
                        "not isolated",
                        "errno EPERM",
                        "",
                        "allow_unsafe_interrupts",
                        () -> refusal(arm(kvmGuest(), v2m()), ARM, BIND, ATTACH)),
                FailureRow.of(
                        58,
                        "no cookie",
                        "errno ENOSPC",
                        "no MSI cookie",
                        ERRNO,
                        () ->
                                refusal(
                                        withIommu(server(), FailureMachines.virtioWithWindow()),
                                        ARM,
                                        BIND,
                                        ATTACH,
                                        ARM_ONE)));
    }

    private static List<IdMap> highDeviceIds() {
        return server().idMaps().stream()
                .map(m ->
                        m.role() == IdMap.Role.MSI
                                ? new IdMap(m.role(), 0, m.first(), m.last(), m.target(), 0x10000)
                                : m)
                .toList();
    }

    private static IdMap elsewhere(IdMap map) {
        return new IdMap(map.role(), 9, map.first(), map.last(), map.target(), map.output());
    }

    private static Topology withController(int deviceBits, int eventBits) {
        return arm(
                kvmGuest(),
                new MsiController.Its(
                        "its0", HostPhysical.of(0x3008_0000L), 0, deviceBits, eventBits, false));
    }
}
