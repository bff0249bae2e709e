package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Cpu;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Small machines on which messages are followed.
final class MsiTracerMachines {

    static final PciAddress NIC = PciAddress.parse("01:00.0");
    static final PciAddress DISK = PciAddress.parse("02:00.0");
    static final GuestPhysical GUEST_DOORBELL = GuestPhysical.of(0x8009_0040L);

    private MsiTracerMachines() {}

    static ContainerOwner.Guest guest(boolean kvm, GuestInterrupts interrupts) {
        return new ContainerOwner.Guest(
                "vm0",
                Architecture.ARM64,
                kvm,
                List.of(
                        new MemoryRegion(
                                "vm0-ram",
                                AddressRange.ofSize(GuestPhysical.ZERO, ByteSize.GIB.times(2)),
                                MemoryRegion.Kind.RAM)),
                2,
                interrupts);
    }

    static ContainerOwner.Guest kvmGuest() {
        return guest(true, new GuestInterrupts.VirtualIts(GuestPhysical.of(0x8008_0000L)));
    }

    static MsiController its() {
        return new MsiController.Its("its0", HostPhysical.of(0x3008_0000L), 0, 16, 16, false);
    }

    static MsiController v2m() {
        return new MsiController.GicV2m("v2m0", HostPhysical.of(0x0802_0000L), 80, 64);
    }

    /// An Arm server: two root ports with ACS, a NIC and a disk, an SMMUv3 and a controller.
    static Topology arm(ContainerOwner owner, MsiController controller) {
        return machine(
                owner,
                List.of(
                        new Iommu(
                                "smmu0",
                                new IommuHardware.SmmuV3(
                                        true,
                                        true,
                                        new AddressWidth(48),
                                        new AddressWidth(44),
                                        new PageSizes(0x4020_1000L),
                                        true,
                                        false),
                                HostPhysical.of(0x2b40_0000L),
                                null)),
                controller,
                List.of(map(IdMap.Role.IOMMU, "smmu0"), map(IdMap.Role.MSI, controller.name())));
    }

    /// An x86 server with a VT-d unit.
    static Topology x86(ContainerOwner owner) {
        Register64 cap = new Register64(0x00d2_008c_2226_60e6L);
        Register64 ecap = new Register64(0x0000_0000_00f0_0f5aL);
        return machine(
                owner,
                List.of(
                        new Iommu(
                                "dmar0",
                                new IommuHardware.Vtd(cap, ecap),
                                HostPhysical.of(0xfed9_0000L),
                                null)),
                new MsiController.Apic("apic"),
                List.of(map(IdMap.Role.IOMMU, "dmar0")));
    }

    private static Topology machine(
            ContainerOwner owner, List<Iommu> iommus, MsiController controller, List<IdMap> maps) {
        return new Topology(
                List.of(HostBridge.of(0, new BusRange(0, 255))),
                List.of(
                        port("00:01.0", 1),
                        port("00:02.0", 2),
                        endpoint(NIC, "nic0", 129),
                        endpoint(DISK, "nvme0", 65)),
                List.of(),
                iommus,
                List.of(controller),
                maps,
                List.of(),
                List.of(new Cpu(0, 0, 0), new Cpu(1, 1, 0)),
                List.of(owner),
                List.of(new IovaSpace.Container("c0", owner.name(), true)));
    }

    private static IdMap map(IdMap.Role role, String target) {
        return new IdMap(role, 0, new RequesterId(0), new RequesterId(0xffff), target, 0);
    }

    private static PciFunction port(String at, int bus) {
        return PciFunction.of(PciAddress.parse(at), FunctionKind.ROOT_PORT)
                .withBuses(new BusRange(bus, bus))
                .withCapabilities(PciCapabilities.NONE.withAcs(AcsCapability.of(0x5f)));
    }

    private static PciFunction endpoint(PciAddress at, String name, int vectors) {
        return PciFunction.of(at, FunctionKind.ENDPOINT)
                .withName(name)
                .withCapabilities(
                        PciCapabilities.NONE
                                .withMsix(MsixCapability.of(vectors))
                                .withMsi(new MsiCapability(1, true, false)));
    }

    static BootFacts facts(KernelRelease release, Architecture architecture) {
        return BootFacts.standard(release, architecture);
    }

    /// GICv2m and plain x86 are not isolated, so VFIO needs to be told that this is fine.
    static BootFacts unsafe(BootFacts facts, boolean remapping) {
        return new BootFacts(
                facts.release(),
                facts.architecture(),
                facts.firmware(),
                facts.iommuOn(),
                facts.defaultDomain(),
                Fact.given(remapping),
                facts.pageSize(),
                facts.virtualAddressBits(),
                facts.iommufd(),
                facts.groupInterface(),
                facts.dmaEntryLimit(),
                Fact.given(true),
                facts.iommufdUnsafeInterrupts(),
                facts.noIommuMode(),
                facts.commandLine());
    }

    static BootFacts withDomain(BootFacts facts, DomainType type) {
        return new BootFacts(
                facts.release(),
                facts.architecture(),
                facts.firmware(),
                facts.iommuOn(),
                Fact.given(type),
                facts.interruptRemapping(),
                facts.pageSize(),
                facts.virtualAddressBits(),
                facts.iommufd(),
                facts.groupInterface(),
                facts.dmaEntryLimit(),
                facts.unsafeInterrupts(),
                facts.iommufdUnsafeInterrupts(),
                facts.noIommuMode(),
                Fact.given(new CommandLine("iommu.passthrough=1")));
    }

    static Topology withDriver(Topology topology, PciAddress at, String driver) {
        return topology.withFunctions(
                topology.functions().stream()
                        .map(f -> f.at().equals(at) ? f.withDriver(driver) : f)
                        .toList());
    }

    static KernelState after(Topology topology, BootFacts facts, Step... steps) {
        List<ScenarioStep> all =
                new ArrayList<>(Arrays.stream(steps).map(ScenarioStep::of).toList());
        return Timeline.of(topology, facts, all).state(all.size());
    }

    /// The NIC goes to the container and gets four vectors; more steps follow.
    static Step[] passedThrough(Step... more) {
        List<Step> steps =
                new ArrayList<>(
                        List.of(
                                new Step.Bind(NIC, "vfio-pci"),
                                new Step.Attach(NIC, "c0"),
                                new Step.SetIrqs(NIC, IrqIndex.MSIX, 0, 4)));
        steps.addAll(Arrays.asList(more));
        return steps.toArray(Step[]::new);
    }

    static Iova iova(long value) {
        return Iova.of(value);
    }
}
