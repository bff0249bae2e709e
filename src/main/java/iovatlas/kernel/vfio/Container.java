package iovatlas.kernel.vfio;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A VFIO container.
///
/// Source: `drivers/vfio/container.c:struct vfio_container`.
///
/// @param number counts up on the machine
/// @param held whether the process still has the file open; groups keep the container without that
/// @param groups numbers of the groups in it, the one attached last first
/// @param type1 its back end, null before SET_IOMMU and for one without IOMMU
/// @param noIommu whether its back end is the one for groups without IOMMU
public record Container(
        int number, boolean held, List<Integer> groups, @Nullable Type1 type1, boolean noIommu) {

    public Container {
        groups = List.copyOf(groups);
    }

    Container withHeld(boolean value) {
        return new Container(number, value, groups, type1, noIommu);
    }

    Container withType1(@Nullable Type1 value) {
        return new Container(number, held, groups, value, noIommu);
    }

    Container withNoIommu() {
        return new Container(number, held, groups, null, true);
    }

    /// Whether it has a back end.
    public boolean isOpen() {
        return noIommu || type1 != null;
    }

    Container withGroup(int group) {
        var more = new ArrayList<Integer>();
        more.add(group);
        more.addAll(groups);
        return new Container(number, held, more, type1, noIommu);
    }

    Container withoutGroup(int group) {
        List<Integer> rest = groups.stream().filter(g -> g != group).toList();
        // The last group takes the back end with it.
        return new Container(number, held, rest, type1, noIommu && !rest.isEmpty());
    }

    /// Its name as owner of groups.
    String ownerName() {
        return "container " + number;
    }
}
