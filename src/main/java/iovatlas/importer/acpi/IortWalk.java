package iovatlas.importer.acpi;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/// Follows an ID through the IORT as Linux does: first firm match in table order; a match at the
/// very end of a range is tentative, because some firmware writes one ID too many.
///
/// Source: `drivers/acpi/arm64/iort.c:iort_node_map_id, iort_id_map`.
public final class IortWalk {

    private static final int MOST_HOPS = 16;

    private final Iort table;

    public IortWalk(Iort table) {
        this.table = table;
    }

    /// The node that an ID arrives at and the ID there.
    public record Arrival(IortNode node, int id) {}

    /// Where an SMMU of any kind takes the ID, or null when it reaches none.
    public @Nullable Arrival toSmmu(IortNode from, int id) {
        return walk(
                from,
                id,
                n -> n.body() instanceof IortBody.SmmuV3 || n.body() instanceof IortBody.SmmuV2);
    }

    /// Where an ITS group takes the ID, or null when it reaches none.
    public @Nullable Arrival toIts(IortNode from, int id) {
        return walk(from, id, n -> n.body() instanceof IortBody.ItsGroup);
    }

    private @Nullable Arrival walk(IortNode from, int first, Predicate<IortNode> wanted) {
        @Nullable IortNode node = from;
        int id = first;
        for (int hop = 0; node != null && hop < MOST_HOPS; hop++) {
            if (wanted.test(node)) {
                return new Arrival(node, id);
            }
            @Nullable Step step = step(node, id);
            node = step == null ? null : table.nodes().get(step.reference());
            id = step == null ? id : step.id();
        }
        return null;
    }

    private record Step(int reference, int id) {}

    private static @Nullable Step step(IortNode node, int id) {
        List<IortMapping> mappings = node.mappings();
        if (mappings.isEmpty() || mappings.getFirst().reference() == 0) {
            return null;
        }
        int skip = node.ownMapping();
        @Nullable Step tentative = null;
        for (int i = 0; i < mappings.size(); i++) {
            IortMapping mapping = mappings.get(i);
            if (i == skip) {
                continue;
            }
            if (mapping.single()) {
                if (node.mayHaveSingle()) {
                    return new Step(mapping.reference(), mapping.output());
                }
                continue;
            }
            boolean supersedes = tentative == null || id == mapping.input();
            if (mapping.contains(id) && supersedes) {
                Step step = new Step(mapping.reference(), mapping.output() + id - mapping.input());
                if (!mapping.endsAt(id)) {
                    return step;
                }
                tentative = step;
            }
        }
        return tentative;
    }
}
