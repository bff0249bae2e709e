package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

/// Something that lies in a column of an IOVA map.
///
/// @param range inclusive
/// @param kind what it is; later kinds lie above earlier ones
/// @param label short, with its size
/// @param detail a second line, empty for none
/// @param element what it stands for
/// @param tip everything known about it
/// @param backing which memory it shows, null for what is no mapping
public record IovaItem(
        AddressRange<Iova> range,
        Kind kind,
        String label,
        String detail,
        @Nullable ElementId element,
        String tip,
        @Nullable Backing backing) {

    /// Something that is no mapping.
    public IovaItem(
            AddressRange<Iova> range,
            Kind kind,
            String label,
            String detail,
            @Nullable ElementId element,
            String tip) {
        this(range, kind, label, detail, element, tip, null);
    }

    /// A part of the owner's memory.
    ///
    /// @param region its name, empty for anonymous memory
    /// @param offset where in it the part begins
    public record Backing(String region, ByteSize offset) {

        static Backing of(@Nullable String region, ByteSize offset) {
            return new Backing(region == null ? "" : region, offset);
        }
    }

    /// What can lie in a column, from the bottom layer to the top one.
    public enum Kind {
        /// Beyond what the domain can translate.
        OUTSIDE,
        /// What user space is told that it may use.
        TOLD,
        /// What a PCI host bridge forwards to its own devices.
        BRIDGE,
        /// RAM of a guest or a process.
        RAM,
        /// Device registers of a guest.
        MMIO,
        ROM,
        /// What user space mapped.
        MAPPING,
        /// Several mappings too close to be told apart at this zoom.
        MAPPINGS,
        /// A mapping that the kernel refused.
        REFUSED,
        RELAXABLE,
        DIRECT,
        RESERVED,
        /// A window that hardware decodes.
        MSI,
        /// A window in which the kernel maps doorbell pages.
        SW_MSI,
        /// The part of a mapping that was accepted over a window.
        COVERING,
        /// A doorbell page that is mapped.
        DOORBELL,
        /// What a page table has and this column has not, or what it denies: a finding.
        MISSING,
        /// An outline around what changed.
        CHANGED
    }
}
