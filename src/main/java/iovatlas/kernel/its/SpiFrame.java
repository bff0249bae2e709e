package iovatlas.kernel.its;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.TakenNumbers;
import iovatlas.kernel.Transition;
import iovatlas.topology.V2mVariant;

/// The shared interrupt numbers behind one GICv2m frame or behind the distributor's message-based
/// interrupts: one pool for all functions.
///
/// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_irq_domain_alloc`,
/// `drivers/irqchip/irq-gic-v3-mbi.c:mbi_irq_domain_alloc`.
///
/// @param name the controller's
/// @param base physical address of its registers
/// @param variant what it wants written
/// @param spis which INTIDs are given out
public record SpiFrame(String name, HostPhysical base, V2mVariant variant, TakenNumbers spis) {

    private static final long SET_SPI = 0x40;
    private static final int FIRST_SPI = 32;

    /// Bytes of the registers of a Graviton frame, one of 8 bytes for each INTID.
    private static final ByteSize GRAVITON_FRAME = ByteSize.ofBytes(8192);

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
    public static SpiFrame of(
            String name, HostPhysical base, V2mVariant variant, int first, int count) {
        int usable = Math.max(0, Math.min(count, LAST_SPI + 1 - first));
        return new SpiFrame(name, base, variant, TakenNumbers.none(first, usable));
    }

    /// The register that a message for a number goes to.
    ///
    /// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_get_msi_addr`.
    public HostPhysical doorbell(int spi) {
        return variant == V2mVariant.GRAVITON
                ? base.plusExact((long) (spi - FIRST_SPI) << 3)
                : base.plusExact(SET_SPI);
    }

    /// What a message for a number says.
    ///
    /// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_compose_msi_msg`.
    public int data(int spi) {
        return switch (variant) {
            case STANDARD -> spi;
            case XGENE1 -> spi - spis.base();
            case NS2 -> spi - FIRST_SPI;
            case GRAVITON -> 0;
        };
    }

    /// Whether one function can have several neighbouring numbers for multi-message MSI.
    public boolean givesBlocks() {
        return variant != V2mVariant.GRAVITON;
    }

    /// Whether a physical address is a register that takes messages.
    public boolean takes(HostPhysical address) {
        return variant == V2mVariant.GRAVITON
                ? AddressRange.ofSize(base, GRAVITON_FRAME).contains(address)
                        && address.offsetFrom(base) % 8 == 0
                : address.equals(base.plusExact(SET_SPI));
    }

    /// The number that a message stands for, which may be none of the frame's.
    ///
    /// @param address one that it [#takes]
    public int spi(HostPhysical address, int data) {
        return switch (variant) {
            case STANDARD -> data;
            case XGENE1 -> data + spis.base();
            case NS2 -> data + FIRST_SPI;
            case GRAVITON -> FIRST_SPI + (int) (address.offsetFrom(base) >>> 3);
        };
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
        return new Transition<>(
                new SpiFrame(name, base, variant, spis.take(spi, count)), Outcome.ok(spi));
    }

    /// Gives numbers back.
    public SpiFrame give(int first, int count) {
        return new SpiFrame(name, base, variant, spis.give(first, count));
    }
}
