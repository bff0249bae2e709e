package iovatlas.scenario;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Short forms of machines and steps for tests of scenarios.
final class Scenarios {

    static final PciAddress NIC = MsiTracerMachines.NIC;
    static final PciAddress DISK = MsiTracerMachines.DISK;

    private Scenarios() {}

    /// The Arm server of the message tests: NIC and disk bound to vfio-pci, one SMMUv3, one ITS.
    static Topology machine() {
        Topology bare =
                MsiTracerMachines.arm(MsiTracerMachines.kvmGuest(), MsiTracerMachines.its());
        return withDriver(withDriver(bare, NIC, "vfio-pci"), DISK, "vfio-pci");
    }

    /// The same machine with an SMMU of its own for the disk.
    static Topology twoSmmus() {
        Topology one = machine();
        var iommus = new ArrayList<>(one.iommus());
        Iommu first = iommus.getFirst();
        iommus.add(new Iommu("smmu1", first.hardware(), null, null));
        var maps = new ArrayList<IdMap>();
        maps.add(map("smmu0", 0x0000, 0x00ff));
        maps.add(map("smmu0", 0x0100, 0x01ff));
        maps.add(map("smmu1", 0x0200, 0xffff));
        one.idMaps().stream().filter(m -> m.role() == IdMap.Role.MSI).forEach(maps::add);
        return new Topology(
                one.hostBridges(),
                one.functions(),
                one.platformDevices(),
                iommus,
                one.msiControllers(),
                maps,
                one.reservedMemory(),
                one.cpus(),
                one.owners(),
                one.spaces());
    }

    private static IdMap map(String target, int first, int last) {
        return new IdMap(
                IdMap.Role.IOMMU, 0, new RequesterId(first), new RequesterId(last), target, first);
    }

    /// With another driver on one function at boot, null for none.
    static Topology withDriver(Topology topology, PciAddress at, @Nullable String driver) {
        List<PciFunction> functions =
                topology.functions().stream()
                        .map(f -> f.at().equals(at) ? f.withDriver(driver) : f)
                        .toList();
        return topology.withFunctions(functions);
    }

    /// With no ACS anywhere: a root port and what is below it share a group.
    static Topology withoutAcs(Topology topology) {
        return topology.withFunctions(
                topology.functions().stream()
                        .map(f -> f.withCapabilities(f.capabilities().withAcs(null)))
                        .toList());
    }

    /// With a second function like the one at `of`; the two are a multifunction device.
    static Topology withFunction(Topology topology, PciAddress of, PciAddress second) {
        var functions = new ArrayList<PciFunction>();
        for (PciFunction function : topology.functions()) {
            if (function.at().equals(of)) {
                functions.add(function.withMultifunction(true));
                functions.add(function.withMultifunction(true).withAt(second).withName("second"));
            } else {
                functions.add(function);
            }
        }
        return topology.withFunctions(functions);
    }

    static Timeline run(Topology topology, Step... steps) {
        return run(topology, KernelRelease.V7_3, steps);
    }

    static Timeline run(Topology topology, KernelRelease release, Step... steps) {
        return Timeline.of(
                topology,
                BootFacts.standard(release, Architecture.ARM64),
                Stream.of(steps).map(ScenarioStep::of).toList());
    }

    static Step attach(PciAddress device) {
        return new Step.Attach(device, "c0");
    }

    /// Maps anonymous memory for reading and writing.
    static Step map(long iova, long size) {
        return new Step.Map(
                "c0", Iova.of(iova), ByteSize.ofBytes(size), null, ByteSize.ZERO, true, true);
    }

    static Step mapRam(long iova, long size, long offset) {
        return new Step.Map(
                "c0",
                Iova.of(iova),
                ByteSize.ofBytes(size),
                "vm0-ram",
                ByteSize.ofBytes(offset),
                true,
                true);
    }

    static Step unmap(long iova, long size) {
        return new Step.Unmap("c0", Iova.of(iova), ByteSize.ofBytes(size));
    }

    static Step unmapAll() {
        return new Step.Unmap("c0", Iova.ZERO, null);
    }

    static Step vectors(PciAddress device, int count) {
        return new Step.SetIrqs(device, IrqIndex.MSIX, 0, count);
    }

    /// The container after the last step.
    static SpaceView container(Timeline timeline) {
        return timeline.state(timeline.length()).space("c0").orElseThrow();
    }

    static List<String> words(Timeline timeline) {
        return timeline.results().stream().map(StepResult::word).toList();
    }

    static List<String> callNames(Timeline timeline, int step) {
        return timeline.result(step).calls().stream().map(StepResult.Call::name).toList();
    }
}
