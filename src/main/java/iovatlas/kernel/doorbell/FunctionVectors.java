package iovatlas.kernel.doorbell;

import iovatlas.kernel.PersistentMap;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The message-signalled interrupts of one function.
///
/// @param active which kind is switched on, null for neither
/// @param vectors by number; empty when nothing is switched on
/// @param granted log2 of the MSI vectors that software granted (the MME field)
/// @param leftovers messages that stand in the table although nothing is allocated, by entry
/// @param domain the kind for which the kernel keeps an interrupt domain of the function, null for
///     none
/// @param action the handler's name, empty when nobody handles anything: a driver's, `vfio-msi` or
///     `vfio-msix`
/// @param assumed whether how many vectors there are is the model's assumption about a driver
public record FunctionVectors(
        @Nullable VectorKind active,
        PersistentMap<Integer, Vector> vectors,
        int granted,
        PersistentMap<Integer, Message> leftovers,
        @Nullable VectorKind domain,
        String action,
        boolean assumed) {

    /// A function that never had a vector.
    public static final FunctionVectors NONE =
            new FunctionVectors(
                    null, PersistentMap.empty(), 0, PersistentMap.empty(), null, "", false);

    public Optional<Vector> vector(int number) {
        return Optional.ofNullable(vectors.get(number));
    }

    /// Whether messages stand in the table of which nothing is allocated.
    public boolean hasLeftovers() {
        return leftovers.size() > 0;
    }

    FunctionVectors switchedOn(VectorKind kind, PersistentMap<Integer, Vector> on, int newGranted) {
        PersistentMap<Integer, Message> stale = PersistentMap.empty();
        if (domain == kind) {
            stale = leftovers;
            for (int number : on.keys()) {
                stale = stale.without(number);
            }
        }
        return new FunctionVectors(kind, on, newGranted, stale, kind, action, assumed);
    }

    FunctionVectors switchedOff(PersistentMap<Integer, Message> stale) {
        return new FunctionVectors(null, PersistentMap.empty(), granted, stale, domain, "", false);
    }

    FunctionVectors with(Vector vector) {
        return new FunctionVectors(
                active,
                vectors.with(vector.number(), vector),
                granted,
                leftovers.without(vector.number()),
                domain,
                action,
                assumed);
    }

    FunctionVectors handledBy(String name, boolean isAssumed) {
        return new FunctionVectors(active, vectors, granted, leftovers, domain, name, isAssumed);
    }

    FunctionVectors withDomain(@Nullable VectorKind kind) {
        return new FunctionVectors(active, vectors, granted, leftovers, kind, action, assumed);
    }

    FunctionVectors reset() {
        return new FunctionVectors(
                active, vectors, 0, PersistentMap.empty(), domain, action, assumed);
    }
}
