package iovatlas.kernel.doorbell.design;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

/// What of a machine decides whether it can have a design.
///
/// @param release the running kernel
/// @param architecture of the host
/// @param translated whether an interrupt controller's doorbell has to be mapped: an ITS, GICv2m
///     frame or MBI
/// @param its whether there is an ITS
/// @param armGuest whether a guest has a virtual ITS or GICv2m, so that its own stage 1 may stand
///     before the host's
/// @param iommufd whether the scenario's spaces are IOASes
public record DesignPlatform(
        KernelRelease release,
        Architecture architecture,
        boolean translated,
        boolean its,
        boolean armGuest,
        boolean iommufd) {}
