package iovatlas.edit;

import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import java.util.Optional;

/// What a function may be called.
final class FunctionName {
    private FunctionName() {}

    /// Why the function may not have the name; empty when it may. The empty name is always allowed.
    static Optional<String> refusal(Topology topology, PciAddress at, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!name.equals(name.strip()) || name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("A name has no blank at its ends and no control characters.");
        }
        if (PciAddress.isAddress(name)) {
            return Optional.of("A name may not look like a PCI address.");
        }
        return topology.functionNamed(name)
                .filter(other -> !other.at().equals(at))
                .map(other -> "The name \"" + name + "\" belongs to " + other.at() + ".");
    }
}
