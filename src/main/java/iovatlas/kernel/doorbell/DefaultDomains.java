package iovatlas.kernel.doorbell;

import iovatlas.topology.PciAddress;

import java.util.Optional;

/// Which DMA-API domain translates the messages of a function that a driver of the host uses.
@FunctionalInterface
public interface DefaultDomains {

    /// No function has one.
    DefaultDomains NONE = _ -> Optional.empty();

    /// Empty when messages are not translated: no group, or an identity domain.
    Optional<DefaultDomain> of(PciAddress at);
}
