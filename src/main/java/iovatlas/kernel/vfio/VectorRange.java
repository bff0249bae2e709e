package iovatlas.kernel.vfio;

import iovatlas.topology.PciAddress;

/// Neighbouring vectors of one interrupt index of a function.
///
/// @param at the function
/// @param index 0 INTx, 1 MSI, 2 MSI-X, 3 error, 4 request; any number in a call that may be wrong
/// @param start the first, 0-based
/// @param count how many
public record VectorRange(PciAddress at, int index, int start, int count) {}
