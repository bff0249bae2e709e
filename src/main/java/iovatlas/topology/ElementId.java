package iovatlas.topology;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

/// The name of anything that can be selected, drawn, or complained about. Selections and problems
/// hold ids, never objects, and look the object up again after each edit.
public sealed interface ElementId {

    record OfHostBridge(int segment, int rootBus) implements ElementId {}

    record OfFunction(PciAddress at) implements ElementId {}

    record OfPlatformDevice(String name) implements ElementId {}

    record OfMediatedDevice(String name) implements ElementId {}

    record OfIommu(String name) implements ElementId {}

    record OfMsiController(String name) implements ElementId {}

    record OfGroup(int number) implements ElementId {}

    record OfOwner(String name) implements ElementId {}

    /// A region of an owner's memory.
    record OfMemory(String owner, String region) implements ElementId {}

    /// A container or an IOAS.
    record OfSpace(String name) implements ElementId {}

    /// A domain of a container or IOAS, by its number within it (oldest is 0).
    record OfDomain(String space, int number) implements ElementId {}

    /// A stretch of a space: a mapping, a window, a doorbell page, a collision.
    record OfIova(String space, AddressRange<Iova> range) implements ElementId {}

    /// A step of the scenario, 1-based as people count.
    record OfStep(int number) implements ElementId {}

    /// A vector of a function, as its message path is shown.
    record OfVector(PciAddress at, int vector) implements ElementId {}

    /// A station on the way of a vector's message.
    ///
    /// @param hop 0-based, in the order of travel
    record OfHop(PciAddress at, int vector, int hop) implements ElementId {}

    /// The document itself.
    record OfDocument() implements ElementId {}
}
