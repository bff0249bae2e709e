package iovatlas.kernel;

/// A state after a call, and what the call answered. A refused call may still change the state
/// (iommufd's UNMAP is not atomic), so both are always there.
///
/// @param <S> the state
/// @param <V> the out-values of a success
public record Transition<S, V>(S state, Outcome<V> outcome) {}
