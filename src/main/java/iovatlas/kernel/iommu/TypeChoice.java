package iovatlas.kernel.iommu;

import iovatlas.kernel.DomainType;
import iovatlas.kernel.Reason;

/// The type of a group's default domain at boot and the rule that chose it.
public record TypeChoice(DomainType type, Reason reason) {}
