package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;

import org.jspecify.annotations.Nullable;

/// One mapping of a space.
///
/// @param range inclusive
/// @param address where the memory is in the process
/// @param backing name of the owner's region, null for anonymous memory
/// @param offset where in the region it starts
/// @param step the step that made it, 1-based; 0 when not made by a step
public record UserMapping(
        AddressRange<Iova> range,
        UserVirtual address,
        @Nullable String backing,
        ByteSize offset,
        boolean read,
        boolean write,
        int step) {

    /// The backing's name, or "anonymous".
    public String label() {
        return backing == null ? "anonymous" : backing;
    }
}
