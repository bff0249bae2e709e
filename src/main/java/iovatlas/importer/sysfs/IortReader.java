package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.importer.acpi.Iort;
import iovatlas.importer.acpi.IortBody;
import iovatlas.importer.acpi.IortNode;
import iovatlas.importer.acpi.IortWalk;
import iovatlas.importer.pci.RequesterRuns;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// SMMUs, stream IDs, device IDs and reserved memory of an Arm machine that boots with ACPI.
final class IortReader {

    private final Machine machine;
    private final Iort table;
    private final IortWalk walk;
    private final FirmwareParts parts;
    private final Map<Integer, String> smmuNames = new HashMap<>();

    IortReader(Machine machine, Iort table, FirmwareParts parts) {
        this.machine = machine;
        this.table = table;
        this.walk = new IortWalk(table);
        this.parts = parts;
    }

    /// Adds everything; the ITSs must be among the parts already.
    ///
    /// @param itsNames names of the ITSs by their translation ID
    void read(Map<Integer, String> itsNames) {
        addSmmus();
        for (int segment : machine.segments()) {
            Optional<IortNode> root = table.rootComplex(segment);
            if (root.isEmpty()) {
                machine.notes().information("IORT", "no root complex node for segment " + segment);
                continue;
            }
            parts.idMaps.addAll(
                    machine.runs(segment)
                            .of(IdMap.Role.IOMMU, segment, id -> streamOf(root.get(), id)));
            parts.idMaps.addAll(
                    machine.runs(segment)
                            .of(IdMap.Role.MSI, segment, id -> deviceOf(root.get(), id, itsNames)));
        }
        parts.reserved.addAll(new ReservedRanges(machine, table).read());
    }

    private RequesterRuns.@Nullable Target streamOf(IortNode root, int requester) {
        IortWalk.@Nullable Arrival arrival = walk.toSmmu(root, requester);
        @Nullable String name = arrival == null ? null : smmuNames.get(arrival.node().offset());
        return arrival == null || name == null
                ? null
                : new RequesterRuns.Target(name, arrival.id());
    }

    private RequesterRuns.@Nullable Target deviceOf(
            IortNode root, int requester, Map<Integer, String> itsNames) {
        IortWalk.@Nullable Arrival arrival = walk.toIts(root, requester);
        if (arrival == null
                || !(arrival.node().body() instanceof IortBody.ItsGroup group)
                || group.identifiers().isEmpty()) {
            return null;
        }
        // Linux uses the first ITS of a group only.
        @Nullable String name = itsNames.get(group.identifiers().getFirst());
        return name == null ? null : new RequesterRuns.Target(name, arrival.id());
    }

    private void addSmmus() {
        SmmuNames names = SmmuNames.of(machine.snapshot().first(), machine.log());
        int all =
                (int)
                        table.nodes().values().stream()
                                .filter(node -> node.body() instanceof IortBody.SmmuV3)
                                .count();
        SmmuLog log = new SmmuLog(machine.log(), machine.notes());
        int third = 0;
        for (IortNode node : table.nodes().values()) {
            if (node.body() instanceof IortBody.SmmuV3 smmu) {
                String name = parts.nextIommu("smmu");
                IommuHardware hardware =
                        log.smmuV3(
                                names.inTable(smmu.base(), third, all),
                                third++,
                                coherent(node),
                                smmu.model() == 1);
                add(node, name, hardware, smmu.base());
            } else if (node.body() instanceof IortBody.SmmuV2 smmu) {
                String name = parts.nextIommu("smmu");
                add(node, name, log.smmuV2(names.at(smmu.base())), smmu.base());
            }
        }
    }

    private void add(IortNode node, String name, IommuHardware hardware, long base) {
        smmuNames.put(node.offset(), name);
        parts.iommus.add(new Iommu(name, hardware, HostPhysical.of(base), null));
    }

    /// True when every root complex that leads to this SMMU says that its writes always snoop.
    private boolean coherent(IortNode smmu) {
        List<IortBody.RootComplex> roots = new ArrayList<>();
        for (IortNode node : table.nodes().values()) {
            if (node.body() instanceof IortBody.RootComplex root
                    && node.mappings().stream().anyMatch(m -> m.reference() == smmu.offset())) {
                roots.add(root);
            }
        }
        return !roots.isEmpty() && roots.stream().allMatch(IortBody.RootComplex::coherentWriteBack);
    }

    /// Adds the ITSs that only the IORT names, because the recording has no MADT: their addresses
    /// are not known.
    static void addUnplacedTranslators(Machine machine, Iort table, FirmwareParts parts) {
        Set<Integer> identifiers = new TreeSet<>();
        for (IortNode node : table.nodes().values()) {
            if (node.body() instanceof IortBody.ItsGroup group) {
                identifiers.addAll(group.identifiers());
            }
        }
        for (int id : identifiers) {
            String name = parts.nextController("its");
            parts.controllers.add(
                    new MsiController.Its(
                            name,
                            HostPhysical.of(0),
                            id,
                            MadtReader.DEVICE_ID_BITS,
                            MadtReader.EVENT_ID_BITS,
                            false));
            machine.notes()
                    .warning(name, "its address is in the MADT, which is missing: 0 stands for it");
        }
    }

    /// ITSs of a machine by translation ID, named in the MADT's order.
    static Map<Integer, String> itsNames(FirmwareParts parts) {
        Map<Integer, String> names = new HashMap<>();
        for (MsiController controller : parts.controllers) {
            if (controller instanceof MsiController.Its its) {
                names.putIfAbsent(its.id(), its.name());
            }
        }
        return names;
    }
}
