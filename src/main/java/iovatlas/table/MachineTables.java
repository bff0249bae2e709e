package iovatlas.table;

import iovatlas.kernel.doorbell.FunctionVectors;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.topology.ElementId;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tables of functions, groups, regions, vectors and ID maps.
final class MachineTables {

    private MachineTables() {}

    static FactTable functions(TableSource now) {
        return new FactTable(
                List.of(
                        "Address",
                        "Name",
                        "Kind",
                        "ID",
                        "Driver",
                        "Group",
                        "IOMMU",
                        "Stream IDs",
                        "MSI-X",
                        "MSI",
                        "MSI to"),
                now.state().topology().functions().stream().map(f -> function(now, f)).toList());
    }

    private static FactTable.Row function(TableSource now, PciFunction function) {
        GroupTable groups = now.state().groups();
        PciAddress at = function.at();
        PciCapabilities can = function.capabilities();
        return FactTable.Row.of(
                new ElementId.OfFunction(at),
                at.toString(),
                function.name(),
                function.kind().spelling(),
                function.identity().id().toString(),
                now.state().driverOf(at).orElse(""),
                groups.groupOf(at).map(g -> Integer.toString(g.number())).orElse(""),
                groups.iommuOf(at).orElse(""),
                groups.streamIds(at).stream()
                        .map(id -> "0x" + Integer.toHexString(id))
                        .collect(Collectors.joining(" ")),
                Optional.ofNullable(can.msix()).map(m -> "" + m.tableSize()).orElse(""),
                Optional.ofNullable(can.msi()).map(m -> "" + m.vectors()).orElse(""),
                groups.msiController(at).map(MsiController::name).orElse(""));
    }

    static FactTable groups(TableSource now) {
        return new FactTable(
                List.of("Group", "Type", "Functions", "Members", "Isolated MSI", "Number"),
                now.state().groups().groups().stream().map(g -> group(now, g)).toList());
    }

    private static FactTable.Row group(TableSource now, IommuGroup group) {
        GroupTable groups = now.state().groups();
        List<String> members = new ArrayList<>();
        group.members().forEach(at -> members.add(at.toString()));
        members.addAll(group.otherMembers());
        return FactTable.Row.of(
                new ElementId.OfGroup(group.number()),
                Integer.toString(group.number()),
                group.type().word(),
                Integer.toString(members.size()),
                String.join(" ", members),
                groups.isolatedMsi(group.number()).holds() ? "yes" : "no",
                groups.isNumberObserved(group.number()) ? "recorded" : "computed");
    }

    static FactTable regions(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (IommuGroup group : now.state().groups().groups()) {
            for (ReservedRegion region : group.reserved()) {
                rows.add(
                        FactTable.Row.of(
                                new ElementId.OfGroup(group.number()),
                                Integer.toString(group.number()),
                                String.valueOf(region.type().letter()),
                                region.type().title(),
                                region.range().first().hex(),
                                region.range().last().hex(),
                                region.range().size().human(),
                                region.reason().rule().source().toString()));
            }
        }
        return new FactTable(
                List.of("Group", "Code", "Type", "First", "Last", "Size", "Source"), rows);
    }

    static FactTable vectors(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (PciFunction function : now.state().topology().functions()) {
            FunctionVectors vectors = now.state().interrupts().vectorsOf(function.at());
            vectors.vectors()
                    .values()
                    .forEach(vector ->
                            rows.add(
                                    FactTable.Row.of(
                                            new ElementId.OfVector(function.at(), vector.number()),
                                            function.at().toString(),
                                            function.name(),
                                            Integer.toString(vector.number()),
                                            vector.registers().address().hex(),
                                            "0x" + Integer.toHexString(vector.registers().data()),
                                            Optional.ofNullable(vector.cpu())
                                                    .map(cpu -> "CPU" + cpu)
                                                    .orElse(""),
                                            vector.state().name().toLowerCase(Locale.ROOT),
                                            vectors.action())));
        }
        return new FactTable(
                List.of("Function", "Name", "Vector", "Address", "Data", "CPU", "State", "Handler"),
                rows);
    }

    static FactTable idMaps(TableSource now) {
        List<FactTable.Row> rows =
                now.state().topology().idMaps().stream().map(MachineTables::idMap).toList();
        return new FactTable(
                List.of("Role", "Segment", "First RID", "Last RID", "Target", "Output"), rows);
    }

    private static FactTable.Row idMap(IdMap map) {
        return FactTable.Row.of(
                switch (map.role()) {
                    case IOMMU -> new ElementId.OfIommu(map.target());
                    case MSI -> new ElementId.OfMsiController(map.target());
                },
                map.role().name(),
                "%04x".formatted(map.segment()),
                map.first().toString(),
                map.last().toString(),
                map.target(),
                "0x" + Integer.toHexString(map.output()));
    }
}
