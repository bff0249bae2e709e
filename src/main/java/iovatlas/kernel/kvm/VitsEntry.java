package iovatlas.kernel.kvm;

import org.jspecify.annotations.Nullable;

/// An event of a virtual ITS device.
///
/// @param lpi the guest's interrupt number
/// @param icid its collection; null after that collection was unmapped, and then for ever
public record VitsEntry(int lpi, @Nullable Integer icid) {}
