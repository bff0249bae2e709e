package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The virtual I/O translation table: virtio-iommu devices and what is behind them.
///
/// @param ranges PCI functions, in the table's order
/// @param iommus the devices, in the table's order
/// @param notes what is wrong in it
public record Viot(List<PciRange> ranges, List<Device> iommus, List<Note> notes) {

    private static final String WHERE = "VIOT";

    public Viot {
        ranges = List.copyOf(ranges);
        iommus = List.copyOf(iommus);
        notes = List.copyOf(notes);
    }

    /// A range of segments and requester IDs, all ends inclusive.
    public record PciRange(
            int endpoint, int firstSegment, int lastSegment, int first, int last, int iommu) {

        boolean contains(int segment, int requester) {
            return firstSegment <= segment
                    && segment <= lastSegment
                    && first <= requester
                    && requester <= last;
        }

        int endpointOf(int segment, int requester) {
            return ((segment - firstSegment) << 16) + requester - first + endpoint;
        }
    }

    /// A virtio-iommu.
    ///
    /// @param offset of its node, by which ranges name it
    /// @param pci whether it is a PCI function rather than memory-mapped
    /// @param segment of the function
    /// @param requester of the function
    /// @param base registers of a memory-mapped one
    public record Device(int offset, boolean pci, int segment, int requester, long base) {}

    /// The IOMMU and the endpoint ID of a requester ID; the first range counts, and an IOMMU does
    /// not translate itself.
    ///
    /// Source: `drivers/acpi/viot.c:viot_pci_dev_iommu_init`.
    public Optional<Endpoint> endpoint(int segment, int requester) {
        for (PciRange range : ranges) {
            if (range.contains(segment, requester)) {
                return iommus.stream()
                        .filter(iommu -> iommu.offset() == range.iommu())
                        .filter(iommu ->
                                !iommu.pci()
                                        || iommu.segment() != segment
                                        || iommu.requester() != requester)
                        .map(iommu -> new Endpoint(iommu, range.endpointOf(segment, requester)))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /// An IOMMU and an ID on its side.
    public record Endpoint(Device iommu, int id) {}

    /// Reads all nodes up to the first that does not fit.
    public static Viot read(AcpiTable table) {
        TableView view = table.view();
        List<PciRange> ranges = new ArrayList<>();
        List<Device> iommus = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        int at = view.u16(38);
        for (int i = 0; i < view.u16(36); i++) {
            int length = view.u16(at + 2);
            if (length < 4 || !view.has(at, length)) {
                notes.add(Note.warning(WHERE, "node %d at 0x%x does not fit".formatted(i + 1, at)));
                break;
            }
            TableView node = view.slice(at, length);
            switch (node.u8(0)) {
                case 1 ->
                        ranges.add(
                                new PciRange(
                                        node.u32(4),
                                        node.u16(8),
                                        node.u16(10),
                                        node.u16(12),
                                        node.u16(14),
                                        node.u16(16)));
                case 3 -> iommus.add(new Device(at, true, node.u16(4), node.u16(6), 0));
                case 4 -> iommus.add(new Device(at, false, 0, 0, node.u64(8)));
                default ->
                        notes.add(
                                Note.information(
                                        WHERE,
                                        "node of type %d is not understood".formatted(node.u8(0))));
            }
            at += length;
        }
        return new Viot(ranges, iommus, notes);
    }
}
