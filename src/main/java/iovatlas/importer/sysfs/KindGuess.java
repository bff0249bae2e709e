package iovatlas.importer.sysfs;

import iovatlas.importer.pci.PortTypes;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where capabilities were not readable, sysfs still tells PCI Express functions from others: they
/// have link attributes, and their ports are bound to `pcieport`. The port type then follows from
/// the place in the hierarchy.
final class KindGuess {

    private final List<FunctionReader.Result> results;
    private final Map<PciFunction, FunctionKind> settled = new HashMap<>();

    private KindGuess(List<FunctionReader.Result> results) {
        this.results = results;
    }

    /// The same functions in the same order, the unknown kinds filled in.
    static List<PciFunction> apply(List<FunctionReader.Result> results, Notes notes) {
        if (results.stream().allMatch(FunctionReader.Result::kindKnown)) {
            return results.stream().map(FunctionReader.Result::function).toList();
        }
        KindGuess guess = new KindGuess(results);
        results.stream()
                .sorted(Comparator.comparing(r -> r.function().at()))
                .forEach(guess::settle);
        List<PciFunction> functions = new ArrayList<>();
        for (FunctionReader.Result result : results) {
            PciFunction old = result.function();
            FunctionKind kind = guess.settled.getOrDefault(old, old.kind());
            if (!result.kindKnown() && old.virtual() == null) {
                notes.count(
                        "kind of function is guessed from its place and its sysfs attributes",
                        old.at().toString());
            }
            functions.add(PortTypes.withKind(old, kind));
        }
        return functions;
    }

    private void settle(FunctionReader.Result result) {
        PciFunction function = result.function();
        boolean express =
                result.folder().has("current_link_speed")
                        || result.folder().has("max_link_speed")
                        || "pcieport".equals(function.driver())
                        || function.virtual() != null;
        if (result.kindKnown() || !express) {
            settled.put(function, function.kind());
            return;
        }
        Optional<FunctionKind> above = above(function).map(f -> settled.getOrDefault(f, f.kind()));
        settled.put(function, function.kind().isBridge() ? port(above) : endpoint(above));
    }

    private static FunctionKind port(Optional<FunctionKind> above) {
        return above.map(kind ->
                        kind == FunctionKind.SWITCH_UPSTREAM
                                ? FunctionKind.SWITCH_DOWNSTREAM
                                : FunctionKind.SWITCH_UPSTREAM)
                .orElse(FunctionKind.ROOT_PORT);
    }

    private static FunctionKind endpoint(Optional<FunctionKind> above) {
        return above.isPresent() ? FunctionKind.ENDPOINT : FunctionKind.INTEGRATED_ENDPOINT;
    }

    private Optional<PciFunction> above(PciFunction function) {
        return results.stream()
                .map(FunctionReader.Result::function)
                .filter(f -> f.at().segment() == function.at().segment())
                .filter(f -> f.buses() != null && f.buses().contains(function.at().bus()))
                .min(Comparator.comparingInt(f -> f.buses() == null ? 0 : -f.buses().first()));
    }
}
