package iovatlas.importer.pci;

import iovatlas.topology.IdMap;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Turns any firmware's way of mapping requester IDs into plain ranges: every one of the 65,536
/// requester IDs of a segment is asked for, and neighbours that go to the same place become one
/// range. So the ranges say exactly what the firmware's own rules say, whatever these are.
public final class RequesterRuns {

    private static final int REQUESTERS = 0x10000;

    private RequesterRuns() {}

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
    public static List<IdMap> of(IdMap.Role role, int segment, Rule rule) {
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
