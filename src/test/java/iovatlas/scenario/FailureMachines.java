package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerMachines.NIC;
import static iovatlas.scenario.MsiTracerMachines.arm;
import static iovatlas.scenario.MsiTracerMachines.facts;
import static iovatlas.scenario.MsiTracerMachines.its;
import static iovatlas.scenario.MsiTracerMachines.kvmGuest;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Machines on which messages fail.
final class FailureMachines {

    static final BootFacts ARM = facts(KernelRelease.V7_3, Architecture.ARM64);
    static final BootFacts X86 = facts(KernelRelease.V7_3, Architecture.X86_64);

    private FailureMachines() {}

    static Topology server() {
        return arm(kvmGuest(), its());
    }

    static Topology withController(MsiController controller) {
        return arm(kvmGuest(), controller);
    }

    /// With other capabilities of the network card.
    static Topology withNic(Topology topology, UnaryOperator<PciCapabilities> change) {
        return topology.withFunctions(
                topology.functions().stream()
                        .map(f ->
                                f.at().equals(NIC)
                                        ? f.withCapabilities(change.apply(f.capabilities()))
                                        : f)
                        .toList());
    }

    static Topology withMsi(int vectors, boolean address64) {
        return withNic(server(), c -> c.withMsi(new MsiCapability(vectors, address64, false)));
    }

    /// A card without MSI-X and without upper address register, and an ITS above 4 GiB.
    static Topology oldCardUnderHighIts() {
        MsiController high =
                new MsiController.Its("its0", HostPhysical.of(0x1_3008_0000L), 0, 16, 16, false);
        Topology topology =
                withNic(
                        withController(high),
                        c -> c.withMsix(null).withMsi(new MsiCapability(1, false, false)));
        return withDriver(topology, NIC, "ahci");
    }

    static Topology withTable(Topology topology, int entries) {
        return withNic(topology, c -> c.withMsix(MsixCapability.of(entries)));
    }

    /// With other ID maps.
    static Topology withMaps(Topology t, List<IdMap> maps) {
        return new Topology(
                t.hostBridges(),
                t.functions(),
                t.platformDevices(),
                t.iommus(),
                t.msiControllers(),
                maps,
                t.reservedMemory(),
                t.cpus(),
                t.owners(),
                t.spaces());
    }

    /// Firmware tells the network card's ID, and the wires give it another one.
    static Topology wired(IdMap.Role role, int id) {
        Topology topology = server();
        IdMap all =
                topology.idMaps().stream().filter(m -> m.role() == role).findFirst().orElseThrow();
        IdMap wrong =
                new IdMap(
                        role,
                        0,
                        NIC.requesterId(),
                        NIC.requesterId(),
                        all.target(),
                        NIC.requesterId().bits(),
                        id);
        List<IdMap> maps = new ArrayList<>(List.of(wrong));
        maps.addAll(topology.idMaps());
        return withMaps(topology, maps);
    }

    static Topology withIommu(Topology topology, IommuHardware hardware) {
        Iommu first = topology.iommus().getFirst();
        return topology.withIommus(
                List.of(new Iommu(first.name(), hardware, HostPhysical.of(0xfed8_0000L), null)));
    }

    static IommuHardware amd() {
        return new IommuHardware.AmdVi(0, new Register64(0));
    }

    static IommuHardware virtioWithWindow() {
        return new IommuHardware.VirtioIommu(
                new PageSizes(0xffff_ffff_ffff_f000L),
                AddressRange.of(Iova.ZERO, Iova.of(0xffff_ffff_ffff_ffffL)),
                AddressRange.ofSize(Iova.of(0x3009_0000L), ByteSize.ofBytes(0x10000)));
    }

    static Topology withDriver(Topology topology, PciAddress at, String driver) {
        List<PciFunction> functions =
                topology.functions().stream()
                        .map(f -> f.at().equals(at) ? f.withDriver(driver) : f)
                        .toList();
        return topology.withFunctions(functions);
    }

    static BootFacts withCommandLine(BootFacts facts, String line) {
        return new BootFacts(
                facts.release(),
                facts.architecture(),
                facts.firmware(),
                facts.iommuOn(),
                facts.defaultDomain(),
                facts.interruptRemapping(),
                facts.pageSize(),
                facts.virtualAddressBits(),
                facts.iommufd(),
                facts.groupInterface(),
                facts.dmaEntryLimit(),
                facts.unsafeInterrupts(),
                facts.iommufdUnsafeInterrupts(),
                facts.noIommuMode(),
                Fact.given(new CommandLine(line)));
    }
}
