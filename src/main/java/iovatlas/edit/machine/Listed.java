package iovatlas.edit.machine;

import iovatlas.topology.ContainerOwner;
import iovatlas.topology.IovaSpace;

import java.util.List;
import java.util.stream.Stream;

/// The order in which the document lists what it keeps in two lists.
final class Listed {
    private Listed() {}

    /// Guests before processes.
    static List<ContainerOwner> owners(List<ContainerOwner> owners) {
        return Stream.concat(
                        owners.stream().filter(ContainerOwner.Guest.class::isInstance),
                        owners.stream().filter(ContainerOwner.UserProcess.class::isInstance))
                .toList();
    }

    /// Containers before IOASes.
    static List<IovaSpace> spaces(List<IovaSpace> spaces) {
        return Stream.concat(
                        spaces.stream().filter(IovaSpace.Container.class::isInstance),
                        spaces.stream().filter(IovaSpace.Ioas.class::isInstance))
                .toList();
    }
}
