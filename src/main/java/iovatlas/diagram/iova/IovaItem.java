package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
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
public record IovaItem(
        AddressRange<Iova> range,
        Kind kind,
        String label,
        String detail,
        @Nullable ElementId element,
        String tip) {

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
        /// An outline around what changed.
        CHANGED
    }
}
