package iovatlas.kernel.doorbell;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The message-signalled interrupts of one function.
///
/// @param active which kind is switched on, null for neither
/// @param vectors by number; empty when nothing is switched on
/// @param granted log2 of the MSI vectors that software granted (the MME field)
/// @param leftovers messages that stand in the table although nothing is allocated, by entry
/// @param domain the kind for which the kernel keeps an interrupt domain of the function, null for
///     none
/// @param action the handler's name, empty when nobody handles anything: a driver's, or `vfio`
/// @param assumed whether how many vectors there are is the model's assumption about a driver
public record FunctionVectors(
        @Nullable VectorKind active,
        NavigableMap<Integer, Vector> vectors,
        int granted,
        NavigableMap<Integer, Message> leftovers,
        @Nullable VectorKind domain,
        String action,
        boolean assumed) {

    /// A function that never had a vector.
    public static final FunctionVectors NONE =
            new FunctionVectors(null, new TreeMap<>(), 0, new TreeMap<>(), null, "", false);

    public FunctionVectors {
        vectors = Collections.unmodifiableNavigableMap(new TreeMap<>(vectors));
        leftovers = Collections.unmodifiableNavigableMap(new TreeMap<>(leftovers));
    }

    public Optional<Vector> vector(int number) {
        return Optional.ofNullable(vectors.get(number));
    }

    FunctionVectors switchedOn(VectorKind kind, Map<Integer, Vector> on, int newGranted) {
        NavigableMap<Integer, Message> stale =
                new TreeMap<>(domain == kind ? leftovers : Map.<Integer, Message>of());
        on.keySet().forEach(stale::remove);
        return new FunctionVectors(
                kind, new TreeMap<>(on), newGranted, stale, kind, action, assumed);
    }

    FunctionVectors switchedOff(NavigableMap<Integer, Message> stale) {
        return new FunctionVectors(null, new TreeMap<>(), granted, stale, domain, "", false);
    }

    FunctionVectors with(Vector vector) {
        NavigableMap<Integer, Vector> changed = new TreeMap<>(vectors);
        changed.put(vector.number(), vector);
        NavigableMap<Integer, Message> stale = new TreeMap<>(leftovers);
        stale.remove(vector.number());
        return new FunctionVectors(active, changed, granted, stale, domain, action, assumed);
    }

    FunctionVectors handledBy(String name, boolean isAssumed) {
        return new FunctionVectors(active, vectors, granted, leftovers, domain, name, isAssumed);
    }

    FunctionVectors reset() {
        return new FunctionVectors(active, vectors, 0, new TreeMap<>(), domain, action, assumed);
    }
}
