package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.importer.acpi.DeviceScope;
import iovatlas.importer.acpi.Dmar;
import iovatlas.importer.pci.RequesterRuns;
import iovatlas.topology.BusRange;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.ReservedMemory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The remapping units of an Intel machine, which functions each serves, and reserved memory.
final class DmarReader {

    private static final Pattern LOGGED =
            Pattern.compile(
                    "DMAR: (dmar\\d+): reg_base_addr ([0-9a-f]{1,16}) ver \\S+ cap"
                            + " ([0-9a-f]{1,16}) ecap ([0-9a-f]{1,16})");

    private final Machine machine;
    private final FirmwareParts parts;
    private final ScopeResolver scopes;
    private final Map<PciAddress, PciFunction> functions;

    DmarReader(Machine machine, FirmwareParts parts) {
        this.machine = machine;
        this.parts = parts;
        this.scopes = new ScopeResolver(machine);
        this.functions = machine.byAddress();
    }

    void read(Dmar table) {
        List<Named> units = new ArrayList<>();
        for (Dmar.Unit unit : table.units()) {
            units.add(new Named(unit, addUnit(unit)));
        }
        TreeSet<Integer> segments = new TreeSet<>(machine.segments());
        segments.retainAll(table.units().stream().map(Dmar.Unit::segment).toList());
        for (int segment : segments) {
            @Nullable String[] serving = serving(segment, searchOrder(units));
            parts.idMaps.addAll(
                    machine.runs(segment)
                            .of(IdMap.Role.IOMMU, segment, id -> target(serving[id], id)));
        }
        addReserved(table);
    }

    private record Named(Dmar.Unit unit, String name) {}

    private record Registers(String name, long cap, long ecap) {}

    private static RequesterRuns.@Nullable Target target(@Nullable String name, int id) {
        return name == null ? null : new RequesterRuns.Target(name, id);
    }

    private String addUnit(Dmar.Unit unit) {
        Registers registers =
                sysfs(unit.base())
                        .or(() -> logged(unit.base()))
                        .orElseGet(() -> {
                            String name = parts.nextIommu("dmar");
                            machine.notes()
                                    .warning(
                                            name,
                                            "CAP and ECAP are neither in sysfs nor in the log, zero"
                                                    + " is assumed");
                            return new Registers(name, 0, 0);
                        });
        parts.iommus.add(
                new Iommu(
                        registers.name(),
                        new IommuHardware.Vtd(
                                new Register64(registers.cap()), new Register64(registers.ecap())),
                        HostPhysical.of(unit.base()),
                        null));
        return registers.name();
    }

    private Optional<Registers> sysfs(long base) {
        return SysfsIommu.all(machine.snapshot().first()).stream()
                .filter(SysfsIommu::isVtd)
                .filter(i -> i.hex("intel-iommu/address").filter(a -> a == base).isPresent())
                .map(i ->
                        new Registers(
                                i.name(),
                                i.hex("intel-iommu/cap").orElse(0L),
                                i.hex("intel-iommu/ecap").orElse(0L)))
                .findFirst();
    }

    private Optional<Registers> logged(long base) {
        return machine.log()
                .all(LOGGED)
                .filter(m -> Numbers.parseHex(m.group(2)).filter(a -> a == base).isPresent())
                .map(m ->
                        new Registers(
                                m.group(1),
                                Numbers.parseHex(m.group(3)).orElse(0L),
                                Numbers.parseHex(m.group(4)).orElse(0L)))
                .findFirst();
    }

    /// Linux puts a unit for all functions at the end of its list and each other one at the front.
    ///
    /// Source: `drivers/iommu/intel/dmar.c:dmar_register_drhd_unit`.
    private static List<Named> searchOrder(List<Named> table) {
        List<Named> order = new ArrayList<>();
        for (Named unit : table) {
            order.add(unit.unit().includeAll() ? order.size() : 0, unit);
        }
        return order;
    }

    /// The unit of every requester ID.
    ///
    /// Source: `drivers/iommu/intel/iommu.c:device_lookup_iommu`.
    private @Nullable String[] serving(int segment, List<Named> order) {
        @Nullable String[] serving = new String[0x10000];
        for (Named unit : order) {
            if (unit.unit().segment() != segment) {
                continue;
            }
            for (DeviceScope scope : unit.unit().scopes()) {
                if (scope.isPci()) {
                    scopes.resolve(segment, scope).ifPresent(at -> claim(serving, at, unit.name()));
                }
            }
            if (unit.unit().includeAll()) {
                claim(serving, 0, 0xffff, unit.name());
            }
        }
        // A virtual function is where its physical function is.
        VirtualRequesters.each(
                machine.functions(),
                segment,
                (physical, requester) ->
                        serving[requester] = serving[physical.requesterId().bits()]);
        return serving;
    }

    private void claim(@Nullable String[] serving, PciAddress at, String name) {
        claim(serving, at.requesterId().bits(), at.requesterId().bits(), name);
        @Nullable PciFunction function = functions.get(at);
        @Nullable BusRange below = function == null ? null : function.buses();
        if (below != null) {
            claim(serving, below.first() << 8, below.last() << 8 | 0xff, name);
        }
    }

    private static void claim(@Nullable String[] serving, int first, int last, String name) {
        for (int id = first; id <= last; id++) {
            if (serving[id] == null) {
                serving[id] = name;
            }
        }
    }

    private void addReserved(Dmar table) {
        int number = 0;
        for (Dmar.ReservedRegion region : table.reserved()) {
            String name = "rmrr" + number++;
            if (Long.compareUnsigned(region.base(), region.limit()) > 0) {
                machine.notes().warning("DMAR", name + " ends before it begins, left out");
                continue;
            }
            List<PciAddress> devices =
                    region.scopes().stream()
                            .filter(DeviceScope::isPci)
                            .flatMap(s -> scopes.resolve(region.segment(), s).stream())
                            .toList();
            parts.reserved.add(
                    new ReservedMemory(
                            ReservedMemory.Source.RMRR,
                            name,
                            AddressRange.of(Iova.of(region.base()), Iova.of(region.limit())),
                            null,
                            devices,
                            false,
                            false));
        }
    }
}
