package iovatlas.observation;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

/// One line of a group's `reserved_regions` file.
///
/// @param range inclusive
/// @param word the type as the kernel spells it: `direct`, `direct-relaxable`, `reserved`, `msi`
public record ObservedRegion(AddressRange<Iova> range, String word) {}
