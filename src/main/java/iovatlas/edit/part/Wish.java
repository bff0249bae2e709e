package iovatlas.edit.part;

import iovatlas.address.ByteSize;
import iovatlas.edit.pci.Seat;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciId;

import org.jspecify.annotations.Nullable;

/// Where a part is to go, and what a person said about it.
///
/// @param on what it is dropped on; the document for "wherever it fits"
/// @param device the device number, null for the lowest free one
/// @param number the function number, null for that of the part
/// @param id vendor and device, null for the part's own
/// @param name its name, empty for the part's own
/// @param count ports of a switch, virtual functions, CPUs; 0 for the usual number
/// @param size RAM of a guest, size of a region; null for the usual size
public record Wish(
        ElementId on,
        @Nullable Integer device,
        @Nullable Integer number,
        @Nullable PciId id,
        String name,
        int count,
        @Nullable ByteSize size) {

    /// The part as it is, on an element.
    public static Wish on(ElementId element) {
        return new Wish(element, null, null, null, "", 0, null);
    }

    /// The same with so much RAM.
    public Wish sized(@Nullable ByteSize other) {
        return new Wish(on, device, number, id, name, count, other);
    }

    /// The same elsewhere.
    Wish at(ElementId other) {
        return new Wish(other, device, number, id, name, count, size);
    }

    Seat seat() {
        return new Seat(on, device, number);
    }

    int countOr(int usual) {
        return count > 0 ? count : usual;
    }

    ByteSize sizeOr(ByteSize usual) {
        return size == null ? usual : size;
    }

    String nameOr(String usual) {
        return name.isEmpty() ? usual : name;
    }
}
