package iovatlas.kernel.doorbell;

import iovatlas.topology.PciAddress;

/// A vector and the function that has it.
public record HeldVector(PciAddress at, Vector vector) {}
