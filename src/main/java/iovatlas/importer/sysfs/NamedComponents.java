package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.importer.acpi.Iort;
import iovatlas.importer.acpi.IortBody;
import iovatlas.importer.acpi.IortMapping;
import iovatlas.importer.acpi.IortNode;
import iovatlas.importer.acpi.IortWalk;
import iovatlas.topology.Iommu;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The devices on no PCI bus that the IORT describes, by their names in the ACPI namespace.
///
/// @param table the IORT
/// @param iommus those that the table's SMMUs are
record NamedComponents(Iort table, List<Iommu> iommus) {

    /// What the table says of one device.
    ///
    /// @param iommu name of the SMMU of its first stream ID, null for none
    /// @param streams its stream IDs
    record Component(@Nullable String iommu, List<Integer> streams) {}

    /// The component of a path, the first if there are several. Each of its mappings with the single
    /// flag that leads to an SMMU gives one stream ID; those to an ITS give none.
    ///
    /// Source: `drivers/acpi/arm64/iort.c:iort_iommu_configure_id, iort_node_map_platform_id`.
    Optional<Component> of(String path) {
        return table.nodes().values().stream()
                .filter(node ->
                        node.body() instanceof IortBody.NamedComponent named
                                && named.path().equals(path))
                .findFirst()
                .map(this::component);
    }

    private Component component(IortNode node) {
        IortWalk walk = new IortWalk(table);
        List<Integer> streams = new ArrayList<>();
        @Nullable String iommu = null;
        for (IortMapping mapping : node.mappings()) {
            @Nullable IortNode next = table.nodes().get(mapping.reference());
            IortWalk.@Nullable Arrival arrival =
                    mapping.single() && next != null ? walk.toSmmu(next, mapping.output()) : null;
            if (arrival != null) {
                streams.add(arrival.id());
                iommu = iommu == null ? nameOf(arrival.node().body()) : iommu;
            }
        }
        return new Component(iommu, streams);
    }

    private @Nullable String nameOf(IortBody body) {
        Optional<Long> base =
                switch (body) {
                    case IortBody.SmmuV3 smmu -> Optional.of(smmu.base());
                    case IortBody.SmmuV2 smmu -> Optional.of(smmu.base());
                    case IortBody.ItsGroup _,
                            IortBody.NamedComponent _,
                            IortBody.RootComplex _,
                            IortBody.PerformanceMonitor _,
                            IortBody.ReservedRange _,
                            IortBody.Unknown _ ->
                            Optional.empty();
                };
        return base.map(HostPhysical::of)
                .flatMap(at -> iommus.stream().filter(i -> at.equals(i.base())).findFirst())
                .map(Iommu::name)
                .orElse(null);
    }
}
