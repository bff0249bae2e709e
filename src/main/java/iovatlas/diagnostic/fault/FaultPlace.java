package iovatlas.diagnostic.fault;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Where a fault lies on a machine.
///
/// @param fault the first of its reports
/// @param times how often the same was reported
/// @param device the function, null when nothing tells it
/// @param label how the machine calls it, empty when it does not have it
/// @param group number of its group, -1 for none
/// @param space the container or IOAS that it belongs to, empty for a domain of the kernel
/// @param step the step after which it was looked at, 0 for boot
/// @param unmappedBy the step that took the mapping away, 0 for none
/// @param around what lies beside the address in the space, null without space or address
/// @param facts what lies at and near the address, one sentence each
/// @param story the likely reason, one or two sentences
public record FaultPlace(
        Fault fault,
        int times,
        @Nullable PciAddress device,
        String label,
        int group,
        String space,
        int step,
        int unmappedBy,
        @Nullable Surroundings around,
        List<String> facts,
        String story) {

    /// Where nothing is near, an aligned MiB is looked at.
    private static final long AT_LEAST = 0xfffff;

    public FaultPlace {
        facts = List.copyOf(facts);
    }

    /// The same told of an equal fault that was reported again.
    FaultPlace reported(int count) {
        return new FaultPlace(
                fault, count, device, label, group, space, step, unmappedBy, around, facts, story);
    }

    /// The device as it is called on the machine; empty when the machine does not have it.
    public Optional<ElementId> deviceElement() {
        return label.isEmpty() || device == null
                ? Optional.empty()
                : Optional.of(new ElementId.OfFunction(device));
    }

    /// The address on the map; empty for a domain of the kernel, which has no map.
    public Optional<ElementId> addressElement() {
        @Nullable Iova address = fault.address();
        return address == null || space.isEmpty()
                ? Optional.empty()
                : Optional.of(new ElementId.OfIova(space, AddressRange.of(address, address)));
    }

    /// The address with what lies beside it, to be looked at; empty like [#addressElement()].
    public Optional<ElementId> neighbourhood() {
        @Nullable Iova address = fault.address();
        @Nullable Surroundings beside = around;
        if (address == null || beside == null || space.isEmpty()) {
            return addressElement();
        }
        AddressRange<Iova> seen =
                AddressRange.of(
                        Iova.of(address.unsignedBits() & ~AT_LEAST),
                        Iova.of(address.unsignedBits() | AT_LEAST));
        for (var neighbour : beside.neighbours()) {
            seen = seen.hull(neighbour.range());
        }
        return Optional.of(new ElementId.OfIova(space, seen));
    }

    /// "a write of 0xfee00000 by 0000:01:00.0 (nic0)"
    public String headline() {
        StringBuilder text = new StringBuilder(fault.access().phrase());
        if (fault.address() != null) {
            text.append(" of ").append(fault.address().hex());
        }
        text.append(" by ");
        if (device != null) {
            text.append(device);
        } else if (fault.streamId() != Fault.NONE) {
            text.append("stream ID 0x%x".formatted(fault.streamId()));
        } else {
            text.append("an unknown device");
        }
        boolean named = device != null && !label.isEmpty() && !label.equals(device.shortText());
        return text.append(named ? " (" + label + ")" : "").toString();
    }
}
