package iovatlas.edit.pci;

import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

/// Where a device is to sit.
///
/// @param on a host bridge or a bridge: on the bus below it; any other function: beside it, as a
///     further function of its device; the document: on the first root bus
/// @param device the device number, 0..31; null for the lowest free one
/// @param number the function number, 0..7; null for that of the part
public record Seat(ElementId on, @Nullable Integer device, @Nullable Integer number) {

    /// Somewhere on the bus of an element.
    public static Seat on(ElementId element) {
        return new Seat(element, null, null);
    }
}
