package iovatlas.kernel.iommufd;

import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.iommu.DomainShape;

import java.util.ArrayList;
import java.util.List;

/// A page table object.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct iommufd_hwpt_paging`.
///
/// @param id the object's
/// @param ioas id of the IOAS that it mirrors
/// @param automatic whether an attach to the IOAS made it; it goes with its last device
/// @param shape of its domain
/// @param doorbells doorbell pages mapped in it, in the order of mapping
public record Hwpt(
        int id,
        int ioas,
        boolean automatic,
        DomainShape shape,
        List<ContextDoorbells.Entry> doorbells) {

    public Hwpt {
        doorbells = List.copyOf(doorbells);
    }

    Hwpt withDoorbells(List<ContextDoorbells.Entry> entries) {
        var more = new ArrayList<>(doorbells);
        entries.stream().filter(e -> !more.contains(e)).forEach(more::add);
        return new Hwpt(id, ioas, automatic, shape, more);
    }
}
