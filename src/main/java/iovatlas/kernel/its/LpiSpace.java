package iovatlas.kernel.its;

import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.ArrayList;
import java.util.List;

/// The LPI numbers that nobody uses, shared by all ITSs of a machine: sorted ranges, given out from
/// the first one that is long enough.
///
/// Source: `drivers/irqchip/irq-gic-v3-its.c:alloc_lpi_range, free_lpi_range, its_lpi_init`.
public final class LpiSpace {

    private static final KernelRule NO_LPI =
            KernelRule.of(
                    "its-no-lpi-left",
                    "all LPIs are in use",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_lpi_alloc");

    private final List<LpiRange> free;

    private LpiSpace(List<LpiRange> free) {
        this.free = List.copyOf(free);
    }

    /// LPIs `8192..8192+count-1`, all free.
    ///
    /// @param count 0 or more
    public static LpiSpace of(int count) {
        return new LpiSpace(
                count == 0 ? List.of() : List.of(new LpiRange(LpiRange.FIRST_LPI, count)));
    }

    /// How many LPIs Linux uses on a distributor.
    ///
    /// @param interruptIdBits width of INTIDs, GICD_TYPER.IDbits + 1
    /// @param numLpis the GICD_TYPER.num_LPIs field, 0 when not restricted
    public static int usable(int interruptIdBits, int numLpis) {
        int lpis = (1 << Math.min(interruptIdBits, 16)) - LpiRange.FIRST_LPI;
        int restricted = numLpis == 0 || numLpis > 29 ? lpis : 1 << (numLpis + 1);
        return Math.max(0, Math.min(lpis, restricted));
    }

    /// Takes `wanted` neighbouring LPIs, or half as many, and so on down to one.
    ///
    /// @return the range, ENOSPC when nothing is free
    public Transition<LpiSpace, LpiRange> take(int wanted) {
        for (int count = wanted; count > 0; count /= 2) {
            for (int i = 0; i < free.size(); i++) {
                if (free.get(i).count() >= count) {
                    LpiRange range = free.get(i);
                    return new Transition<>(
                            without(i, count), Outcome.ok(new LpiRange(range.first(), count)));
                }
            }
        }
        return new Transition<>(this, Outcome.refuse(Errno.ENOSPC, NO_LPI));
    }

    /// Gives a range back; neighbours grow together.
    public LpiSpace give(LpiRange range) {
        List<LpiRange> changed = new ArrayList<>();
        LpiRange pending = range;
        for (LpiRange other : free) {
            if (other.last() + 1 == pending.first() || pending.last() + 1 == other.first()) {
                int first = Math.min(other.first(), pending.first());
                pending = new LpiRange(first, other.count() + pending.count());
            } else {
                changed.add(other);
            }
        }
        changed.add(pending);
        changed.sort(java.util.Comparator.comparingInt(LpiRange::first));
        return new LpiSpace(changed);
    }

    /// The free ranges, lowest first.
    public List<LpiRange> free() {
        return free;
    }

    private LpiSpace without(int index, int count) {
        List<LpiRange> changed = new ArrayList<>(free);
        LpiRange range = changed.remove(index);
        if (range.count() > count) {
            changed.add(index, new LpiRange(range.first() + count, range.count() - count));
        }
        return new LpiSpace(changed);
    }
}
