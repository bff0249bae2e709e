package iovatlas.ui.iovamap;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.topology.PciFunction;

import java.util.Optional;

/// Reads where a person wants to go: an address, `0x..-0x..`, `0x..+64K`, a distance from 0 such as
/// `128M`, or the name or address of a device, which leads to its doorbell window or else to its
/// first reserved region.
record AddressEntry(GroupTable groups) {

    /// What is looked at around a single address.
    private static final ByteSize PAGE = ByteSize.ofBytes(4096);

    /// The addresses that are meant.
    ///
    /// @throws IllegalArgumentException with a sentence when nothing is
    AddressRange<Iova> range(String typed) {
        String text = typed.strip();
        Optional<PciFunction> device =
                groups.topology().functions().stream()
                        .filter(function -> isCalled(function, text))
                        .findFirst();
        if (device.isPresent()) {
            return window(device.get())
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    text
                                            + " has no reserved region to go to; give an address"
                                            + " such as 0x08000000."));
        }
        return addresses(text.replace(" ", ""));
    }

    private static boolean isCalled(PciFunction function, String text) {
        return (!text.isEmpty() && function.name().equals(text))
                || function.at().toString().equals(text)
                || function.at().shortText().equals(text);
    }

    private Optional<AddressRange<Iova>> window(PciFunction device) {
        Optional<IommuGroup> group = groups.groupOf(device.at());
        return group.flatMap(one ->
                        one.reserved().stream()
                                .filter(region -> region.type() == ReservedType.SW_MSI)
                                .findFirst()
                                .or(() -> one.reserved().stream().findFirst()))
                .map(region -> region.range());
    }

    private static AddressRange<Iova> addresses(String text) {
        int dash = text.indexOf('-');
        int plus = text.indexOf('+');
        if (dash > 0) {
            return AddressRange.of(
                    Iova.parseOrDistance(text.substring(0, dash)),
                    Iova.parseOrDistance(text.substring(dash + 1)));
        }
        return plus > 0
                ? AddressRange.ofSize(
                        Iova.parseOrDistance(text.substring(0, plus)),
                        ByteSize.parse(text.substring(plus + 1)))
                : AddressRange.ofSize(Iova.parseOrDistance(text).alignDown(PAGE), PAGE);
    }
}
