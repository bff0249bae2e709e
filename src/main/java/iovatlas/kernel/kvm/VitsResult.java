package iovatlas.kernel.kvm;

import iovatlas.kernel.its.ItsError;

import org.jspecify.annotations.Nullable;

/// A virtual ITS after a command. KVM discards the error and goes on with the queue.
///
/// @param error null when the command was carried out
public record VitsResult(VirtualIts after, @Nullable ItsError error) {}
