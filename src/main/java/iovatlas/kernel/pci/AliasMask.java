package iovatlas.kernel.pci;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/// The devfns 0..255 of its own bus that a function may use as requester besides its own.
///
/// Source: `drivers/pci/pci.c:pci_add_dma_alias`.
public final class AliasMask {

    /// No further requester ID.
    public static final AliasMask NONE = new AliasMask(new BitSet());

    private final BitSet bits;

    private AliasMask(BitSet bits) {
        this.bits = bits;
    }

    /// The mask of these devfns.
    public static AliasMask of(Collection<Integer> devfns) {
        if (devfns.isEmpty()) {
            return NONE;
        }
        BitSet bits = new BitSet(256);
        devfns.forEach(bits::set);
        return new AliasMask(bits);
    }

    public boolean isEmpty() {
        return bits.isEmpty();
    }

    public boolean contains(int devfn) {
        return bits.get(devfn);
    }

    /// Ascending.
    public List<Integer> devfns() {
        return bits.stream().boxed().toList();
    }
}
