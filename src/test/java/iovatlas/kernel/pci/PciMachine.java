package iovatlas.kernel.pci;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.Fact;
import iovatlas.kernel.FirmwareKind;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PciIdentity;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Puts machines together for tests, one line a function.
public final class PciMachine {

    private final List<HostBridge> hostBridges = new ArrayList<>();
    private final List<PciFunction> functions = new ArrayList<>();
    private final List<PlatformDevice> devices = new ArrayList<>();
    private final List<Iommu> iommus = new ArrayList<>();
    private final List<IdMap> idMaps = new ArrayList<>();
    private final List<MsiController> controllers = new ArrayList<>();
    private final List<ReservedMemory> memory = new ArrayList<>();
    private Architecture architecture = Architecture.X86_64;
    private FirmwareKind firmware = FirmwareKind.ACPI;
    private KernelRelease release = KernelRelease.V7_3;
    private int virtualAddressBits = 48;
    private String commandLine = "";
    private boolean interruptRemapping = true;
    private @Nullable DomainType defaultDomain;

    /// A machine without anything but the host bridge 0000:00.
    public static PciMachine empty() {
        return new PciMachine().host(0, "00-ff", false);
    }

    /// An x86 machine with VT-d in front of everything.
    public static PciMachine vtd() {
        return empty().iommu("dmar0", vtdHardware(0x00c0000000202462L | 47L << 16));
    }

    /// An x86 machine with an AMD IOMMU in front of everything.
    public static PciMachine amd() {
        return empty().iommu("ivhd0", new IommuHardware.AmdVi(0, new Register64(2L << 10)));
    }

    /// An Arm machine with an SMMUv3 in front of everything, on ACPI.
    public static PciMachine smmu() {
        return empty().arm().iommu("smmu0", smmuV3());
    }

    public static IommuHardware.SmmuV3 smmuV3() {
        return new IommuHardware.SmmuV3(
                true,
                true,
                new AddressWidth(48),
                new AddressWidth(44),
                new PageSizes(0x61311000L),
                false,
                false);
    }

    public static IommuHardware.Vtd vtdHardware(long cap) {
        return new IommuHardware.Vtd(new Register64(cap), new Register64(0xf00f4a));
    }

    public PciMachine arm() {
        architecture = Architecture.ARM64;
        return this;
    }

    public PciMachine deviceTree() {
        firmware = FirmwareKind.DEVICE_TREE;
        return this;
    }

    public PciMachine release(KernelRelease value) {
        release = value;
        return this;
    }

    public PciMachine virtualAddressBits(int value) {
        virtualAddressBits = value;
        return this;
    }

    public PciMachine commandLine(String value) {
        commandLine = value;
        return this;
    }

    public PciMachine interruptRemapping(boolean value) {
        interruptRemapping = value;
        return this;
    }

    public PciMachine defaultDomain(DomainType value) {
        defaultDomain = value;
        return this;
    }

    public PciMachine host(int segment, String buses, boolean preserves) {
        hostBridges.removeIf(h -> h.segment() == segment && h.buses().first() == 0);
        hostBridges.add(new HostBridge(segment, BusRange.parse(buses), preserves, List.of()));
        return this;
    }

    /// An IOMMU in front of all of segment 0.
    public PciMachine iommu(String name, IommuHardware hardware) {
        return iommu(name, hardware, 0, 0xffff);
    }

    /// An IOMMU in front of some requester IDs of segment 0, which it sees unchanged.
    public PciMachine iommu(String name, IommuHardware hardware, int first, int last) {
        iommus.add(new Iommu(name, hardware, null, null));
        return map(IdMap.Role.IOMMU, first, last, name, first);
    }

    public PciMachine iommuFunction(String name, IommuHardware hardware, String at) {
        iommus.add(new Iommu(name, hardware, null, PciAddress.parse(at)));
        return map(IdMap.Role.IOMMU, 0, 0xffff, name, 0);
    }

    public PciMachine map(IdMap.Role role, int first, int last, String target, int output) {
        idMaps.add(
                new IdMap(role, 0, new RequesterId(first), new RequesterId(last), target, output));
        return this;
    }

    public PciMachine its(String name) {
        controllers.add(new MsiController.Its(name, HostPhysical.of(0x8080000), 0, 16, 16, false));
        return map(IdMap.Role.MSI, 0, 0xffff, name, 0);
    }

    public PciMachine gicV2m(String name) {
        controllers.add(new MsiController.GicV2m(name, HostPhysical.of(0x8020000), 80, 64));
        return map(IdMap.Role.MSI, 0, 0xffff, name, 0);
    }

    public PciMachine device(PlatformDevice device) {
        devices.add(device);
        return this;
    }

    public PciMachine reserved(ReservedMemory.Source source, long first, long last, String... at) {
        return reserved(source, first, last, false, at);
    }

    public PciMachine reserved(
            ReservedMemory.Source source, long first, long last, boolean relaxable, String... at) {
        memory.add(
                new ReservedMemory(
                        source,
                        "memory" + memory.size(),
                        range(first, last),
                        null,
                        List.of(at).stream().map(PciAddress::parse).toList(),
                        at.length == 0,
                        relaxable));
        return this;
    }

    public PciMachine reserved(ReservedMemory entry) {
        memory.add(entry);
        return this;
    }

    /// A bridge with an ACS capability that implements SV, TB, RR, CR and UF and that the kernel
    /// programs; `acs` null for none.
    public PciMachine bridge(FunctionKind kind, String at, String buses, @Nullable Integer acs) {
        return add(kind, at, f -> withAcs(f.withBuses(BusRange.parse(buses)), acs));
    }

    public PciMachine rootPort(String at, String buses, @Nullable Integer acs) {
        return bridge(FunctionKind.ROOT_PORT, at, buses, acs);
    }

    public PciMachine endpoint(String at) {
        return add(FunctionKind.ENDPOINT, at, f -> f);
    }

    /// A function of a multifunction slot.
    public PciMachine part(FunctionKind kind, String at, @Nullable Integer acs) {
        return add(kind, at, f -> withAcs(f.withMultifunction(true), acs));
    }

    public PciMachine add(FunctionKind kind, String at, UnaryOperator<PciFunction> change) {
        functions.add(change.apply(PciFunction.of(PciAddress.parse(at), kind)));
        return this;
    }

    public PciMachine virtual(String at, String physical, int index) {
        return add(
                FunctionKind.ENDPOINT,
                at,
                f -> f.withVirtual(new VirtualFunction(PciAddress.parse(physical), index)));
    }

    /// Binds a driver to everything that has none.
    public PciMachine bound(String driver) {
        functions.replaceAll(f -> f.driver() == null ? f.withDriver(driver) : f);
        return this;
    }

    public static PciFunction identified(PciFunction function, String id, int classCode) {
        return function.withIdentity(PciIdentity.of(PciId.parse(id), classCode));
    }

    public static AddressRange<Iova> range(long first, long last) {
        return AddressRange.of(Iova.of(first), Iova.of(last));
    }

    public Topology topology() {
        return new Topology(
                hostBridges,
                functions,
                devices,
                iommus,
                controllers,
                idMaps,
                memory,
                List.of(),
                List.of(),
                List.of());
    }

    public BootFacts facts() {
        BootFacts standard = BootFacts.standard(release, architecture);
        DomainType domain = defaultDomain;
        return new BootFacts(
                standard.release(),
                standard.architecture(),
                Fact.given(firmware),
                standard.iommuOn(),
                domain == null ? standard.defaultDomain() : Fact.given(domain),
                Fact.given(architecture == Architecture.X86_64 && interruptRemapping),
                standard.pageSize(),
                Fact.given(virtualAddressBits),
                standard.iommufd(),
                standard.groupInterface(),
                standard.dmaEntryLimit(),
                standard.unsafeInterrupts(),
                standard.iommufdUnsafeInterrupts(),
                standard.noIommuMode(),
                Fact.given(new CommandLine(commandLine)));
    }

    private static PciFunction withAcs(PciFunction function, @Nullable Integer capability) {
        return capability == null
                ? function
                : function.withCapabilities(
                        function.capabilities().withAcs(AcsCapability.of(capability)));
    }
}
