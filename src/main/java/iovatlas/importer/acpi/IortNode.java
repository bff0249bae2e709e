package iovatlas.importer.acpi;

import java.util.List;

/// One node of the IORT.
///
/// @param offset where it starts in the table, its name for other nodes
/// @param revision of the node
/// @param mappings how IDs that arrive here go on, in the table's order
/// @param body what it is
public record IortNode(int offset, int revision, List<IortMapping> mappings, IortBody body) {

    /// No mapping is set apart.
    static final int NONE = -1;

    public IortNode {
        mappings = List.copyOf(mappings);
    }

    /// Index of the mapping that is the node's own device ID and takes no part in translation, or
    /// [#NONE].
    ///
    /// Source: `drivers/acpi/arm64/iort.c:iort_get_id_mapping_index`.
    int ownMapping() {
        return switch (body) {
            case IortBody.SmmuV3 smmu -> smmu.ownMapping(revision, mappings.size());
            case IortBody.PerformanceMonitor pmcg ->
                    pmcg.overflowInterrupt() == 0 && !mappings.isEmpty() ? 0 : NONE;
            case IortBody.ItsGroup _,
                    IortBody.NamedComponent _,
                    IortBody.RootComplex _,
                    IortBody.SmmuV2 _,
                    IortBody.ReservedRange _,
                    IortBody.Unknown _ ->
                    NONE;
        };
    }

    /// Whether a mapping with the single-mapping flag may stand here.
    boolean mayHaveSingle() {
        return body instanceof IortBody.NamedComponent || body instanceof IortBody.RootComplex;
    }
}
