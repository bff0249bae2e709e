package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;

/// Whether no member of a group can forge the interrupts of others.
///
/// @param holds what type1 and iommufd ask for
/// @param reason the rule and the member that decided
public record IsolatedMsi(boolean holds, Reason reason) {}
