package iovatlas.importer.trace;

import iovatlas.address.AddressWidth;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.PageSizes;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.observation.Note;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
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
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The least machine on which the events of a trace can happen: each device that it names, on a
/// root bus of its own, behind one IOMMU.
final class TraceMachine {

    static final String SPACE = "c0";

    private static final String IOMMU = "iommu0";
    private static final int ALL_REQUESTERS = 0xffff;
    private static final PageSizes PAGES =
            PageSizes.of(
                    ByteSize.ofPowerOfTwo(12),
                    ByteSize.ofPowerOfTwo(21),
                    ByteSize.ofPowerOfTwo(30));

    /// A desktop's of the same years.
    private static final int AMD_CAPABILITY = 0x0b0a000f;

    private static final long AMD_FEATURES = 0x058f77ef22294adeL;

    private final TraceEvents events;
    private final TreeMap<PciAddress, Integer> tables = new TreeMap<>();
    private final Map<PciAddress, Boolean> msi = new HashMap<>();

    TraceMachine(TraceEvents events) {
        this.events = events;
        for (int i = 0; i < events.size(); i++) {
            if (!events.device(i).isEmpty()) {
                collect(events.get(i));
            }
        }
    }

    private void collect(TraceEvents.Event event) {
        @Nullable PciAddress at = TraceScenario.address(event.device());
        if (at == null) {
            return;
        }
        boolean vectors =
                event.kind() == TraceEvents.Kind.VECTORS
                        || event.kind() == TraceEvents.Kind.INTERRUPT;
        boolean isMsix = event.second() != 0;
        if (vectors && !isMsix) {
            msi.put(at, true);
        }
        int entries = 0;
        if (vectors && isMsix) {
            long least = event.kind() == TraceEvents.Kind.INTERRUPT ? event.first() + 1 : 0;
            entries = (int) Math.min(2048, Math.max(least, Math.abs(event.first())));
        }
        tables.merge(at, entries, Math::max);
    }

    private Architecture architecture() {
        return events.hint() == TraceEvents.Hint.SMMU ? Architecture.ARM64 : Architecture.X86_64;
    }

    BootFacts facts() {
        return BootFacts.standard(KernelRelease.V6_12, architecture());
    }

    List<Note> notes() {
        return List.of(
                Note.warning(
                        "trace",
                        "a trace names no bridges, no IOMMU and no kernel release: each device is"
                                + " drawn on a root bus, behind one "
                                + hardware().kind().spelling()
                                + ", under 6.12; give the machine's own snapshot first, then the"
                                + " trace"));
    }

    Topology topology() {
        TreeMap<Integer, TreeSet<Integer>> buses = new TreeMap<>();
        List<PciFunction> functions = new ArrayList<>();
        tables.forEach((at, entries) -> {
            buses.computeIfAbsent(at.segment(), _ -> new TreeSet<>()).add(at.bus());
            functions.add(function(at, entries));
        });
        List<HostBridge> bridges = new ArrayList<>();
        List<IdMap> maps = new ArrayList<>();
        buses.forEach((segment, numbers) -> {
            numbers.forEach(bus -> bridges.add(HostBridge.of(segment, new BusRange(bus, bus))));
            maps.add(map(IdMap.Role.IOMMU, segment, IOMMU));
            if (architecture() == Architecture.ARM64) {
                maps.add(map(IdMap.Role.MSI, segment, "its0"));
            }
        });
        return new Topology(
                bridges,
                functions,
                List.of(),
                List.of(new Iommu(IOMMU, hardware(), null, null)),
                List.of(controller()),
                maps,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private PciFunction function(PciAddress at, int entries) {
        PciCapabilities capabilities = PciCapabilities.NONE;
        if (entries > 0) {
            capabilities = capabilities.withMsix(MsixCapability.of(entries));
        }
        if (msi.getOrDefault(at, false)) {
            capabilities = capabilities.withMsi(new MsiCapability(32, true, false));
        }
        return PciFunction.of(at, FunctionKind.ENDPOINT)
                .withCapabilities(capabilities)
                .withDriver("vfio-pci");
    }

    private static IdMap map(IdMap.Role role, int segment, String target) {
        return new IdMap(
                role, segment, new RequesterId(0), new RequesterId(ALL_REQUESTERS), target, 0);
    }

    private MsiController controller() {
        return architecture() == Architecture.ARM64
                ? new MsiController.Its("its0", HostPhysical.of(0), 0, 16, 16, false)
                : new MsiController.Apic("apic0");
    }

    private IommuHardware hardware() {
        return switch (events.hint()) {
            case SMMU ->
                    new IommuHardware.SmmuV3(
                            true,
                            true,
                            new AddressWidth(48),
                            new AddressWidth(48),
                            PAGES,
                            false,
                            false);
            case AMD -> new IommuHardware.AmdVi(AMD_CAPABILITY, new Register64(AMD_FEATURES));
            case NONE, VTD -> IommuHardware.Vtd.USUAL;
        };
    }
}
