package iovatlas.importer.sysfs;

import iovatlas.importer.pci.PortTypes;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

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

    private final Map<Integer, @Nullable PciFunction[]> nearest = new HashMap<>();
    private final Map<PciFunction, FunctionKind> settled = new HashMap<>();

    private KindGuess(List<FunctionReader.Result> results) {
        results.forEach(result -> stretch(result.function()));
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
        if (result.kindKnown()) {
            settled.put(function, function.kind());
            return;
        }
        Optional<FunctionKind> above = above(function).map(f -> settled.getOrDefault(f, f.kind()));
        if (!express
                && (function.kind().isBridge() || above.filter(KindGuess::leadsToPcie).isEmpty())) {
            settled.put(function, function.kind());
            return;
        }
        settled.put(function, function.kind().isBridge() ? port(above) : endpoint(above));
    }

    /// Nothing but PCI Express can be right below such a port.
    private static boolean leadsToPcie(FunctionKind kind) {
        return kind == FunctionKind.ROOT_PORT || kind == FunctionKind.SWITCH_DOWNSTREAM;
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
        @Nullable PciFunction[] bridges = nearest.get(function.at().segment());
        return bridges == null
                ? Optional.empty()
                : Optional.ofNullable(bridges[function.at().bus()]);
    }

    /// Makes a bridge the nearest one above its buses unless another one starts closer.
    private void stretch(PciFunction bridge) {
        @Nullable BusRange buses = bridge.buses();
        if (buses == null) {
            return;
        }
        @Nullable PciFunction[] above =
                nearest.computeIfAbsent(bridge.at().segment(), _ -> new PciFunction[256]);
        for (int bus = buses.first(); bus <= buses.last(); bus++) {
            @Nullable PciFunction other = above[bus];
            @Nullable BusRange known = other == null ? null : other.buses();
            if (known == null || buses.first() > known.first()) {
                above[bus] = bridge;
            }
        }
    }
}
