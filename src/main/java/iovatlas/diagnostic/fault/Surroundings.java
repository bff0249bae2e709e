package iovatlas.diagnostic.fault;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What lies at and beside an address of a container or IOAS.
///
/// @param here the mapping that holds the address, null for none; its distance is 0
/// @param below the last mapping that ends before the address, null for none
/// @param above the first mapping that begins behind it, null for none
/// @param hole the unmapped stretch that holds it, null where something is mapped
/// @param window the doorbell window that holds it, null for none
public record Surroundings(
        @Nullable Neighbour here,
        @Nullable Neighbour below,
        @Nullable Neighbour above,
        @Nullable AddressRange<Iova> hole,
        @Nullable AddressRange<Iova> window) {

    /// A mapping beside an address.
    ///
    /// @param label what is mapped
    /// @param range inclusive
    /// @param distance bytes between the address and the nearer end of the mapping; 0 where the address
    ///     is the first byte behind or the last before it
    public record Neighbour(String label, AddressRange<Iova> range, ByteSize distance) {

        /// "vm0-ram 0x40000000-0x400fffff"
        public String name() {
            return label + " " + range.hex();
        }

        private String away() {
            return distance.isZero() ? "right" : distance.human();
        }
    }

    /// The mappings at and beside the address, lowest first.
    List<Neighbour> neighbours() {
        return Stream.of(below, here, above).flatMap(Stream::ofNullable).toList();
    }

    /// One sentence for each.
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (below != null) {
            sentences.add(below.away() + " behind the end of " + below.name());
        }
        if (above != null) {
            sentences.add(above.away() + " before the start of " + above.name());
        }
        if (hole != null) {
            sentences.add("in the hole " + hole.hex());
        }
        if (window != null) {
            sentences.add("in the MSI window " + window.hex());
        }
        return sentences;
    }
}
