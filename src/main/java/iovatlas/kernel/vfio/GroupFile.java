package iovatlas.kernel.vfio;

import org.jspecify.annotations.Nullable;

/// An open VFIO group.
///
/// Source: `drivers/vfio/group.c`, `drivers/vfio/vfio.h:struct vfio_group`.
///
/// @param held whether the process still has the file open; device files keep it open without that
/// @param container number of the container it is in, null for none
/// @param users how many functions of it are open
public record GroupFile(boolean held, @Nullable Integer container, int users) {

    static final GroupFile OPENED = new GroupFile(true, null, 0);

    GroupFile withHeld(boolean value) {
        return new GroupFile(value, container, users);
    }

    GroupFile withContainer(@Nullable Integer value) {
        return new GroupFile(held, value, users);
    }

    /// With another number of open functions.
    public GroupFile withUsers(int value) {
        return new GroupFile(held, container, value);
    }
}
