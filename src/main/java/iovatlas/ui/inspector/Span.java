package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;

/// Addresses in the space that the inspector has.
final class Span {

    private Span() {}

    /// `0x08000000 +1 MiB`.
    static String of(AddressRange<?> range) {
        return range.first().hex() + " +" + range.size().human();
    }
}
