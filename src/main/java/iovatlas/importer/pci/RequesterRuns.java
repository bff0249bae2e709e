package iovatlas.importer.pci;

import iovatlas.topology.IdMap;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/// Turns any firmware's way of mapping requester IDs into plain ranges: every one of the 65,536
/// requester IDs of a segment is asked for, and neighbours that go to the same place become one
/// range. So the ranges say exactly what the firmware's own rules say, whatever these are.
///
/// Firmware that maps many IDs to one has no ranges: then only the IDs that something on the machine
/// uses are kept.
public final class RequesterRuns {

    private static final int REQUESTERS = 0x10000;

    /// More ranges than this are no ranges any more.
    private static final int MOST_RUNS = 2048;

    private final Supplier<BitSet> used;

    /// @param used the requester IDs of the segment that functions use or may use; asked for only
    ///     when it is needed
    public RequesterRuns(Supplier<BitSet> used) {
        this.used = used;
    }

    /// Where one requester ID goes.
    ///
    /// @param name the IOMMU or MSI controller
    /// @param output the ID on the far side, unsigned 32 bits
    public record Target(String name, int output) {}

    /// The firmware's rule.
    @FunctionalInterface
    public interface Rule {
        /// Where the ID goes, or null when it reaches nothing.
        @Nullable Target of(int requester);
    }

    /// The ranges of one segment, ascending, none overlapping.
    public List<IdMap> of(IdMap.Role role, int segment, Rule rule) {
        List<IdMap> all = runs(role, segment, rule);
        if (all.size() <= MOST_RUNS) {
            return all;
        }
        BitSet kept = used.get();
        return runs(role, segment, id -> kept.get(id) ? rule.of(id) : null);
    }

    private static List<IdMap> runs(IdMap.Role role, int segment, Rule rule) {
        List<IdMap> runs = new ArrayList<>();
        int first = 0;
        @Nullable Target start = null;
        for (int id = 0; id <= REQUESTERS; id++) {
            @Nullable Target target = id == REQUESTERS ? null : rule.of(id);
            if (start != null && !continues(start, id - first, target)) {
                runs.add(run(role, segment, first, id - 1, start));
                start = null;
            }
            if (start == null && target != null) {
                start = target;
                first = id;
            }
        }
        return runs;
    }

    private static boolean continues(Target start, int distance, @Nullable Target target) {
        return target != null
                && target.output() == start.output() + distance
                && target.name().equals(start.name());
    }

    private static IdMap run(IdMap.Role role, int segment, int first, int last, Target start) {
        return new IdMap(
                role,
                segment,
                new RequesterId(first),
                new RequesterId(last),
                start.name(),
                start.output());
    }
}
