package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.importer.acpi.Ivrs;
import iovatlas.importer.acpi.IvrsDevices;
import iovatlas.importer.acpi.IvrsHardware;
import iovatlas.importer.pci.RequesterRuns;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;
import iovatlas.topology.ReservedMemory;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The IOMMUs of an AMD machine, which functions each serves, aliases, and reserved memory.
final class IvrsReader {

    private static final int ALL = 0x20;
    private static final int RANGE = 0x22;

    private final Machine machine;
    private final FirmwareParts parts;
    private final Map<IvrsHardware, String> names = new HashMap<>();

    IvrsReader(Machine machine, FirmwareParts parts) {
        this.machine = machine;
        this.parts = parts;
    }

    void read(Ivrs table) {
        for (IvrsHardware block : table.hardware()) {
            addIommu(block);
        }
        for (int segment : machine.segments()) {
            IvrsDevices devices = IvrsDevices.of(table, segment);
            parts.idMaps.addAll(
                    machine.runs(segment).of(IdMap.Role.IOMMU, segment, id -> target(devices, id)));
            machine.functions().stream()
                    .map(PciFunction::at)
                    .filter(at -> at.segment() == segment)
                    .forEach(at -> addAlias(devices, at));
        }
        addReserved(table);
    }

    private RequesterRuns.@Nullable Target target(IvrsDevices devices, int id) {
        @Nullable IvrsHardware block = devices.iommu(id);
        @Nullable String name = block == null ? null : names.get(block);
        return name == null ? null : new RequesterRuns.Target(name, id);
    }

    /// Source: `drivers/iommu/amd/iommu.c:setup_aliases`.
    private void addAlias(IvrsDevices devices, PciAddress at) {
        int alias = devices.alias(at.requesterId().bits());
        if (alias != at.requesterId().bits() && alias >> 8 == at.bus()) {
            parts.aliases.put(at, List.of(alias & 0xff));
        }
    }

    private void addIommu(IvrsHardware block) {
        PciAddress function = PciAddress.of(block.segment(), new RequesterId(block.device()));
        Optional<SysfsIommu> sysfs =
                SysfsIommu.all(machine.snapshot().first()).stream()
                        .filter(SysfsIommu::isAmd)
                        .filter(i -> i.deviceName().filter(function.toString()::equals).isPresent())
                        .findFirst();
        String name = sysfs.map(SysfsIommu::name).orElseGet(() -> parts.nextIommu("ivhd"));
        Optional<Long> cap = sysfs.flatMap(iommu -> iommu.hex("amd-iommu/cap"));
        if (cap.isEmpty()) {
            machine.notes().information(name, "capability header is not in sysfs, zero is assumed");
        }
        // The table's copy of the register wins in Linux too; old block types have none.
        long features =
                block.features() != 0
                        ? block.features()
                        : sysfs.flatMap(IvrsReader::features).orElse(0L);
        long second =
                block.features() != 0
                        ? block.features2()
                        : sysfs.flatMap(IvrsReader::features2).orElse(0L);
        names.put(block, name);
        parts.iommus.add(
                new Iommu(
                        name,
                        new IommuHardware.AmdVi(
                                cap.map(Long::intValue).orElse(0),
                                new Register64(features),
                                new Register64(second)),
                        HostPhysical.of(block.base()),
                        function));
    }

    /// The attribute holds both feature registers, `29d3:0`, in older kernels only the first.
    static Optional<Long> features(SysfsIommu iommu) {
        return iommu.tree()
                .line(iommu.path() + "/amd-iommu/features")
                .flatMap(text -> Numbers.parseHex(text.split(":", -1)[0]));
    }

    /// The second register, which older kernels do not show.
    static Optional<Long> features2(SysfsIommu iommu) {
        return iommu.tree()
                .line(iommu.path() + "/amd-iommu/features")
                .map(text -> text.split(":", -1))
                .filter(words -> words.length > 1)
                .flatMap(words -> Numbers.parseHex(words[1]));
    }

    private void addReserved(Ivrs table) {
        int number = 0;
        for (Ivrs.Memory memory : table.memory()) {
            String name = "ivmd" + number++;
            Optional<AddressRange<Iova>> range =
                    AddressRange.ofSizeOrEmpty(
                            Iova.of(memory.start()), ByteSize.ofBytes(memory.length()));
            if (!memory.isMapped() || range.isEmpty()) {
                machine.notes().information("IVRS", name + " reserves nothing");
                continue;
            }
            boolean all =
                    memory.type() == ALL
                            || (memory.type() == RANGE
                                    && memory.device() == 0
                                    && memory.lastDevice() == 0xffff);
            parts.reserved.add(
                    new ReservedMemory(
                            ReservedMemory.Source.IVMD,
                            name,
                            range.get(),
                            null,
                            all ? List.of() : devices(memory),
                            all,
                            false));
        }
    }

    private List<PciAddress> devices(Ivrs.Memory memory) {
        int last = memory.type() == RANGE ? memory.lastDevice() : memory.device();
        if (last == memory.device()) {
            return List.of(PciAddress.of(memory.segment(), new RequesterId(last)));
        }
        return machine.functions().stream()
                .map(PciFunction::at)
                .filter(at -> at.segment() == memory.segment())
                .filter(at ->
                        memory.device() <= at.requesterId().bits()
                                && at.requesterId().bits() <= last)
                .toList();
    }
}
