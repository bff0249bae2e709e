package iovatlas.kernel.remapping;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.TakenNumbers;
import iovatlas.kernel.Transition;

/// The interrupt remapping table of one AMD DeviceID; functions that are aliases of each other share
/// one. There is no check of the source: the table is chosen by the DeviceID.
///
/// Source: `drivers/iommu/amd/iommu.c:alloc_irq_table, alloc_irq_index`.
///
/// @param taken indexes that are given out
public record AmdTable(TakenNumbers taken) {

    private static final KernelRule NO_ENTRY =
            KernelRule.of(
                    "irt-full",
                    "the function's remapping table has no free run of {0} entries",
                    "drivers/iommu/amd/iommu.c",
                    "alloc_irq_index");

    /// A table with nothing given out.
    ///
    /// @param size 512, or 2048 where the IOMMU and the kernel support it
    public static AmdTable of(int size) {
        return new AmdTable(TakenNumbers.none(0, size));
    }

    /// Takes the lowest free run, aligned to its length.
    ///
    /// @param count a power of two
    public Transition<AmdTable, Integer> take(int count) {
        var first = taken.lowestFree(count);
        if (first.isEmpty()) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.ENOSPC,
                            NO_ENTRY,
                            new Evidence.OfText("", Integer.toString(count))));
        }
        int index = first.getAsInt();
        return new Transition<>(new AmdTable(taken.take(index, count)), Outcome.ok(index));
    }

    public AmdTable give(int first, int count) {
        return new AmdTable(taken.give(first, count));
    }

    /// True when an index names an entry that is given out.
    public boolean isMapped(int index) {
        return taken.isTaken(index);
    }
}
