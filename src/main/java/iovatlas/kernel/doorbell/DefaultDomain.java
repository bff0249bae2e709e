package iovatlas.kernel.doorbell;

/// The DMA-API domain of a group, as far as messages need it.
///
/// @param group the group's number; its members share the domain's doorbell pages
/// @param fresh the domain with nothing in it
public record DefaultDomain(int group, KernelDomainDoorbells fresh) {}
