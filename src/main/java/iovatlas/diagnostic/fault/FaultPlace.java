package iovatlas.diagnostic.fault;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where a fault lies on a machine.
///
/// @param fault the first of its reports
/// @param times how often the same was reported
/// @param device the function, null when nothing tells it
/// @param label how the machine calls it, empty when it does not have it
/// @param group number of its group, -1 for none
/// @param space the container or IOAS that it belongs to, empty for a domain of the kernel
/// @param facts what lies at and near the address, one sentence each
/// @param story the likely reason, one or two sentences
public record FaultPlace(
        Fault fault,
        int times,
        @Nullable PciAddress device,
        String label,
        int group,
        String space,
        List<String> facts,
        String story) {

    public FaultPlace {
        facts = List.copyOf(facts);
    }
}
