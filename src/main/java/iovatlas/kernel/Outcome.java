package iovatlas.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the kernel answers to one call: success with its out-values, or an errno with the reason.
///
/// @param <V> the out-values of a success
public sealed interface Outcome<V> {

    /// The call succeeded.
    ///
    /// @param reasons rules worth telling about a success (may be empty)
    record Success<V>(V value, List<Reason> reasons) implements Outcome<V> {
        public Success {
            reasons = List.copyOf(reasons);
        }
    }

    /// The call failed.
    record Refusal<V>(Errno errno, Reason reason) implements Outcome<V> {
        /// The same refusal as the answer of another call.
        public <W> Refusal<W> as() {
            return new Refusal<>(errno, reason);
        }
    }

    static <V> Outcome<V> ok(V value) {
        return new Success<>(value, List.of());
    }

    static <V> Outcome<V> ok(V value, Reason reason) {
        return new Success<>(value, List.of(reason));
    }

    static <V> Refusal<V> refuse(Errno errno, KernelRule rule, Evidence... evidence) {
        return new Refusal<>(errno, Reason.of(rule, evidence));
    }

    default boolean isOk() {
        return this instanceof Success<V>;
    }

    /// The errno of a refusal.
    default Optional<Errno> error() {
        return switch (this) {
            case Success<V> _ -> Optional.empty();
            case Refusal<V> refusal -> Optional.of(refusal.errno());
        };
    }

    /// "OK" or the errno's name.
    default String word() {
        return switch (this) {
            case Success<V> _ -> "OK";
            case Refusal<V> refusal -> refusal.errno().name();
        };
    }

    /// The reasons of either.
    default List<Reason> why() {
        return switch (this) {
            case Success<V> success -> success.reasons();
            case Refusal<V> refusal -> List.of(refusal.reason());
        };
    }

    default <W> Outcome<W> map(Function<? super V, ? extends W> change) {
        return switch (this) {
            case Success<V> success ->
                    new Success<>(change.apply(success.value()), success.reasons());
            case Refusal<V> refusal -> refusal.as();
        };
    }
}
