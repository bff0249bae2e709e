package iovatlas.observation;

import java.util.List;

/// An IOMMU group as sysfs showed it.
///
/// @param number the kernel's group number
/// @param members device names in sysfs spelling, sorted
/// @param type the word in the `type` file, empty when it was not readable
/// @param regions in the file's order
public record ObservedGroup(
        int number, List<String> members, String type, List<ObservedRegion> regions) {

    public ObservedGroup {
        members = List.copyOf(members);
        regions = List.copyOf(regions);
    }
}
