package iovatlas.document;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Cpu;
import iovatlas.topology.GicVersion;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.IommuKind;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;
import iovatlas.topology.V2mVariant;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Machines with every kind of part, from a seed.
final class RandomMachine {
    private final RandomValues some;
    private final RandomFunctions functions;
    private final List<String> iommus = new ArrayList<>();
    private final List<String> controllers = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();
    private int cpus;

    RandomMachine(RandomValues some) {
        this.some = some;
        this.functions = new RandomFunctions(some);
    }

    Topology topology() {
        List<HostBridge> bridges = new ArrayList<>();
        List<PciFunction> all = new ArrayList<>();
        int segments = some.number(0, 2);
        for (int i = 0; i < segments; i++) {
            int segment = i == 0 ? 0 : some.pick(List.of(1, 0xffff, 0x10000)) + i;
            bridges.add(
                    new HostBridge(
                            segment,
                            new BusRange(0, 255),
                            some.oneIn(4),
                            some.list(2, () -> some.range(HostPhysical.ZERO)),
                            some.list(2, () -> some.range(Iova.ZERO))));
            all.addAll(functions.below(segment, new BusRange(0, 255)));
        }
        List<Iommu> units = some.list(3, () -> iommu(all));
        List<MsiController> msi = some.list(3, this::controller);
        List<ContainerOwner> software =
                Stream.<ContainerOwner>concat(
                                some.list(2, this::guest).stream(),
                                some.list(2, this::process).stream())
                        .toList();
        List<MediatedDevice> mediated =
                all.isEmpty() ? List.of() : some.list(2, () -> mediatedDevice(all));
        return new Topology(
                bridges,
                all,
                some.list(2, this::platformDevice),
                units,
                msi,
                some.list(3, this::idMap).stream().flatMap(Optional::stream).toList(),
                some.list(3, () -> reserved(all)),
                some.list(3, () -> new Cpu(cpus++, some.bits64(), some.number(0, 3))),
                software,
                Stream.<IovaSpace>concat(
                                some.list(2, this::container).stream(),
                                some.list(2, this::ioas).stream())
                        .toList(),
                mediated);
    }

    RandomFunctions functions() {
        return functions;
    }

    private Iommu iommu(List<PciFunction> all) {
        String name = some.name();
        iommus.add(name);
        PciAddress function = all.isEmpty() || some.flag() ? null : some.pick(all).at();
        return new Iommu(
                name,
                hardware(some.pick(IommuKind.class)),
                some.maybe(() -> some.address(HostPhysical.ZERO)),
                function);
    }

    private IommuHardware hardware(IommuKind kind) {
        return switch (kind) {
            case SMMU_V2 ->
                    new IommuHardware.SmmuV2(
                            some.number(0, 128),
                            some.flag(),
                            some.flag(),
                            some.width(),
                            some.width(),
                            some.pages());
            case SMMU_V3 ->
                    new IommuHardware.SmmuV3(
                            some.flag(),
                            some.flag(),
                            some.width(),
                            some.width(),
                            some.pages(),
                            some.flag(),
                            some.flag());
            case VTD ->
                    new IommuHardware.Vtd(
                            new Register64(some.bits64()), new Register64(some.bits64()));
            case AMD_VI ->
                    new IommuHardware.AmdVi(
                            some.bits32(),
                            new Register64(some.bits64()),
                            new Register64(some.bits64()));
            case VIRTIO_IOMMU ->
                    new IommuHardware.VirtioIommu(
                            some.pages(),
                            some.iovas(),
                            some.maybe(this::announced),
                            some.list(2, this::announced));
        };
    }

    /// A range that a virtio-iommu can announce: not all addresses.
    private AddressRange<Iova> announced() {
        AddressRange<Iova> range = some.iovas();
        return range.equals(AddressRange.all(Iova.ZERO)) ? announced() : range;
    }

    private MsiController controller() {
        String name = some.name();
        controllers.add(name);
        HostPhysical base = some.address(HostPhysical.ZERO);
        return switch (some.number(0, 3)) {
            case 0 ->
                    new MsiController.Its(
                            name,
                            base,
                            some.bits32(),
                            some.number(1, 32),
                            some.number(1, 32),
                            some.maybe(() -> some.address(HostPhysical.ZERO)),
                            some.pick(GicVersion.class));
            case 1 ->
                    new MsiController.GicV2m(
                            name,
                            base,
                            some.number(32, 100),
                            some.number(0, 64),
                            some.pick(V2mVariant.class));
            case 2 ->
                    new MsiController.Mbi(
                            name,
                            base,
                            some.number(32, 100),
                            some.number(0, 64),
                            some.maybe(() -> some.address(HostPhysical.ZERO)));
            default -> new MsiController.Apic(name);
        };
    }

    private MediatedDevice mediatedDevice(List<PciFunction> all) {
        return new MediatedDevice(
                some.name(), some.pick(all).at(), some.pick(List.of("", "i915-GVTg_V5_4")));
    }

    private PlatformDevice platformDevice() {
        return new PlatformDevice(
                some.name(),
                some.pick(List.of("platform", "fsl-mc", "amba")),
                oneOf(iommus),
                some.list(3, some::bits32),
                oneOf(controllers),
                some.maybe(() -> "driver"));
    }

    private @Nullable String oneOf(List<String> names) {
        return names.isEmpty() || some.flag() ? null : some.pick(names);
    }

    private Optional<IdMap> idMap() {
        boolean msi = some.flag();
        List<String> targets = msi ? controllers : iommus;
        int one = some.number(0, 0xffff);
        int other = some.number(0, 0xffff);
        return targets.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new IdMap(
                                msi ? IdMap.Role.MSI : IdMap.Role.IOMMU,
                                some.number(0, 0x10000),
                                new RequesterId(Math.min(one, other)),
                                new RequesterId(Math.max(one, other)),
                                some.pick(targets),
                                some.bits32(),
                                some.maybe(some::bits32)));
    }

    private ReservedMemory reserved(List<PciFunction> all) {
        List<PciAddress> known = all.stream().map(PciFunction::at).toList();
        return new ReservedMemory(
                some.pick(ReservedMemory.Source.class),
                some.name(),
                some.iovas(),
                some.maybe(some::iovas),
                some.list(2, () -> known.isEmpty() ? new PciAddress(9, 8, 7, 6) : some.pick(known)),
                some.list(2, some::name),
                some.flag(),
                some.flag());
    }

    private ContainerOwner.Guest guest() {
        String name = some.name();
        owners.add(name);
        return new ContainerOwner.Guest(
                name,
                some.pick(Architecture.class),
                some.flag(),
                some.list(3, this::region),
                some.number(1, 64),
                interrupts());
    }

    private GuestInterrupts interrupts() {
        GuestPhysical base = some.address(GuestPhysical.ZERO);
        return switch (some.number(0, 3)) {
            case 0 -> new GuestInterrupts.VirtualIts(base);
            case 1 -> new GuestInterrupts.VirtualV2m(base, some.number(32, 99), some.number(0, 64));
            case 2 -> new GuestInterrupts.VirtualXics();
            default -> new GuestInterrupts.VirtualApic(some.flag());
        };
    }

    private ContainerOwner.UserProcess process() {
        String name = some.name();
        owners.add(name);
        return new ContainerOwner.UserProcess(name, some.list(3, this::region));
    }

    private MemoryRegion region() {
        AddressRange<GuestPhysical> range =
                some.oneIn(3)
                        ? AddressRange.ofSize(GuestPhysical.ZERO, ByteSize.GIB)
                        : some.range(GuestPhysical.ZERO);
        return new MemoryRegion(some.name(), range, some.pick(MemoryRegion.Kind.class));
    }

    private IovaSpace.Container container() {
        return new IovaSpace.Container(some.name(), oneOf(owners), some.flag());
    }

    private IovaSpace.Ioas ioas() {
        return new IovaSpace.Ioas(
                some.name(), oneOf(owners), some.pick(List.of("iommufd0", "iommufd1")));
    }
}
