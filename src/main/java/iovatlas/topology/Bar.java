package iovatlas.topology;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;

/// One memory window of a function.
///
/// @param index 0..5, or 6 for the expansion ROM
/// @param range where it is on the host
/// @param prefetchable whether reads have no side effect
public record Bar(int index, AddressRange<HostPhysical> range, boolean prefetchable) {}
