package iovatlas.document.part;

import iovatlas.document.part.SriovForm.VfPattern;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What one line of `functions:` says: a function, and the virtual functions that it implies.
///
/// @param function the function itself
/// @param implied its virtual functions where they follow a pattern, otherwise empty
record FunctionLine(PciFunction function, List<PciFunction> implied) {
    FunctionLine {
        implied = List.copyOf(implied);
    }

    /// The function and what it implies, in document order.
    Stream<PciFunction> all() {
        return Stream.concat(Stream.of(function), implied.stream());
    }

    /// Lines for these functions: virtual functions that follow a pattern right after their physical
    /// function need no line.
    ///
    /// @param listed virtual functions that keep a line of their own
    static List<FunctionLine> of(List<PciFunction> functions, Set<PciAddress> listed) {
        List<FunctionLine> lines = new ArrayList<>();
        int next = 0;
        while (next < functions.size()) {
            PciFunction function = functions.get(next);
            List<PciFunction> implied = implied(functions, next, listed);
            lines.add(new FunctionLine(function, implied));
            next += 1 + implied.size();
        }
        return lines;
    }

    private static List<PciFunction> implied(
            List<PciFunction> functions, int at, Set<PciAddress> listed) {
        PciFunction physical = functions.get(at);
        SriovCapability sriov = physical.capabilities().sriov();
        int count = sriov == null ? 0 : sriov.enabledVfs();
        if (sriov == null || count == 0 || at + count >= functions.size()) {
            return List.of();
        }
        List<PciFunction> next = functions.subList(at + 1, at + 1 + count);
        boolean free = next.stream().noneMatch(function -> listed.contains(function.at()));
        return free && VfPattern.of(next.getFirst()).expand(physical, sriov).equals(next)
                ? next
                : List.of();
    }
}
