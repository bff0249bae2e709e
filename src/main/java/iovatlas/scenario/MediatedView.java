package iovatlas.scenario;

import iovatlas.address.Iova;
import iovatlas.address.RangeSet;

/// A mediated device in a space. It has no page table: its driver pins the pages that it needs.
///
/// @param name of the device
/// @param group number of its group
/// @param pinned what its driver has pinned, by IOVA
public record MediatedView(String name, int group, RangeSet<Iova> pinned) {}
