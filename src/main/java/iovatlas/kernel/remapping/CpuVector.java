package iovatlas.kernel.remapping;

/// A CPU and one of its interrupt vectors.
///
/// @param cpu Linux's CPU number
/// @param vector 0x20..0xec
public record CpuVector(int cpu, int vector) {}
