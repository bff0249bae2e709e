package iovatlas.topology;

/// One processor of the host.
///
/// @param number Linux's CPU number
/// @param hardwareId MPIDR affinity on Arm, APIC ID on x86
/// @param node NUMA node, 0 when there is one
public record Cpu(int number, long hardwareId, int node) {}
