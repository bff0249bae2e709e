package iovatlas.kernel.its;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.TakenNumbers;
import iovatlas.kernel.Transition;

/// The shared interrupt numbers behind one GICv2m frame or behind the distributor's message-based
/// interrupts: one pool for all functions.
///
/// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_irq_domain_alloc`,
/// `drivers/irqchip/irq-gic-v3-mbi.c:mbi_irq_domain_alloc`.
///
/// @param name the controller's
/// @param spis which INTIDs are given out
public record SpiFrame(String name, TakenNumbers spis) {

    /// The highest INTID of a shared peripheral interrupt.
    public static final int LAST_SPI = 1019;

    private static final KernelRule NO_SPI =
            KernelRule.of(
                    "spi-frame-full",
                    "{0} has no free block of {1} interrupt numbers",
                    "drivers/irqchip/irq-gic-v2m.c",
                    "gicv2m_irq_domain_alloc");

    /// A frame with all its numbers free.
    ///
    /// @param first first INTID, at least 32
    /// @param count how many; cut at INTID 1019
    public static SpiFrame of(String name, int first, int count) {
        int usable = Math.max(0, Math.min(count, LAST_SPI + 1 - first));
        return new SpiFrame(name, TakenNumbers.none(first, usable));
    }

    /// Takes the lowest free block, aligned on the interrupt number.
    ///
    /// @param count a power of two
    /// @return the first INTID; ENOSPC when there is no block
    public Transition<SpiFrame, Integer> take(int count) {
        var first = spis.lowestFree(count);
        if (first.isEmpty()) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.ENOSPC,
                            NO_SPI,
                            new Evidence.OfText("", name),
                            new Evidence.OfText("", Integer.toString(count))));
        }
        int spi = first.getAsInt();
        return new Transition<>(new SpiFrame(name, spis.take(spi, count)), Outcome.ok(spi));
    }

    /// Gives numbers back.
    public SpiFrame give(int first, int count) {
        return new SpiFrame(name, spis.give(first, count));
    }
}
