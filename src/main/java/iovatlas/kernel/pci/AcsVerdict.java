package iovatlas.kernel.pci;

import iovatlas.kernel.Reason;

/// Whether a function keeps its peers apart as far as the kernel believes, and why.
public record AcsVerdict(boolean isolates, Reason reason) {}
