package iovatlas.kernel.iommufd;

import iovatlas.kernel.CallingProcess;

/// Memory of a process that a MAP took; copies share it. While an area of an IOAS with a page table
/// shows a page, the page is pinned, once.
///
/// Source: `drivers/iommu/iommufd/io_pagetable.h:struct iopt_pages`.
///
/// @param number counts up in the context
/// @param writable whether the pages were taken for writing
/// @param process that mapped them
/// @param accounting what they are held against while they are pinned
/// @param tag a number to find the mapping again by
public record UserPages(
        int number, boolean writable, CallingProcess process, Accounting accounting, int tag) {}
