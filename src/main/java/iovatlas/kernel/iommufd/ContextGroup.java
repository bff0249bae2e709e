package iovatlas.kernel.iommufd;

import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.ContextDoorbells;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What a context remembers of an IOMMU group for as long as a device of it is bound.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct iommufd_group`.
///
/// @param window where the software MSI window of its devices begins, null before an attach or
///     without such a window
/// @param required doorbells that its vectors use
public record ContextGroup(@Nullable Iova window, List<ContextDoorbells.Entry> required) {

    static final ContextGroup NEW = new ContextGroup(null, List.of());

    public ContextGroup {
        required = List.copyOf(required);
    }

    ContextGroup withWindow(Iova value) {
        return new ContextGroup(value, required);
    }

    ContextGroup requiring(ContextDoorbells.Entry entry) {
        if (required.contains(entry)) {
            return this;
        }
        var more = new ArrayList<>(required);
        more.add(entry);
        return new ContextGroup(window, more);
    }
}
