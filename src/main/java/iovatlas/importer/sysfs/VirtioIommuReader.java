package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Describes a virtio-iommu. Page sizes and input range are in the boot log; the doorbell that it
/// announces to its endpoints is in no file, and is taken to be that of the machine's interrupt
/// controller, as virtual machine monitors set it up.
final class VirtioIommuReader {

    private static final Pattern INPUT =
            Pattern.compile("virtio_iommu (\\S+): input address: (\\d+) bits");
    private static final Pattern PAGES =
            Pattern.compile("virtio_iommu (\\S+): page mask: 0x([0-9a-f]+)");
    private static final PageSizes ALL_FROM_4K = new PageSizes(~0xfffL);

    private final Machine machine;

    VirtioIommuReader(Machine machine) {
        this.machine = machine;
    }

    /// @param name for the topology
    /// @param function the PCI function that it is, null for a memory-mapped one
    /// @param base registers of a memory-mapped one
    /// @param controllers the machine's MSI controllers
    Iommu read(
            String name,
            @Nullable PciAddress function,
            @Nullable HostPhysical base,
            List<MsiController> controllers) {
        Optional<String> device = virtioName(function);
        AddressRange<Iova> input =
                logged(INPUT, device)
                        .map(m -> new AddressWidth(Math.clamp(Integer.parseInt(m.group(2)), 1, 64)))
                        .map(width -> width.range(Iova.ZERO))
                        .orElseGet(() -> AddressRange.all(Iova.ZERO));
        PageSizes pages =
                logged(PAGES, device)
                        .flatMap(m -> Numbers.parseHex(m.group(2)))
                        .map(PageSizes::new)
                        .orElse(ALL_FROM_4K);
        Optional<AddressRange<Iova>> window = doorbell(controllers);
        window.ifPresent(range ->
                machine.notes()
                        .information(
                                name,
                                "the MSI window that the device announces is in no file;"
                                        + " the machine's doorbell "
                                        + range.hex()
                                        + " is assumed"));
        return new Iommu(
                name,
                new IommuHardware.VirtioIommu(pages, input, window.orElse(null)),
                base,
                function);
    }

    private Optional<String> virtioName(@Nullable PciAddress function) {
        return machine.folders().stream()
                .filter(folder -> folder.at().equals(function))
                .flatMap(folder -> folder.tree().names(folder.path()).stream())
                .filter(name -> name.matches("virtio\\d+"))
                .findFirst();
    }

    private Optional<Matcher> logged(Pattern pattern, Optional<String> device) {
        return machine.log()
                .all(pattern)
                .filter(m -> device.isEmpty() || device.get().equals(m.group(1)))
                .filter(m -> m.group(2).length() <= 16)
                .findFirst();
    }

    private static Optional<AddressRange<Iova>> doorbell(List<MsiController> controllers) {
        return controllers.stream().findFirst().flatMap(VirtioIommuReader::window);
    }

    private static Optional<AddressRange<Iova>> window(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its -> page(its.base(), 0x10000, 0x10000);
            case MsiController.GicV2m frame -> page(frame.base(), 0, 0x1000);
            case MsiController.Mbi mbi -> page(mbi.base(), 0, 0x10000);
            case MsiController.Apic _ -> page(HostPhysical.ZERO, 0xfee00000L, 0x100000);
        };
    }

    private static Optional<AddressRange<Iova>> page(HostPhysical base, long offset, long size) {
        return Iova.of(base.unsignedBits())
                .plusOrEmpty(offset)
                .flatMap(first ->
                        AddressRange.ofSizeOrEmpty(first, iovatlas.address.ByteSize.ofBytes(size)));
    }
}
