package iovatlas.kernel.remapping;

import iovatlas.kernel.pci.DmaAlias;
import iovatlas.topology.RequesterId;

import java.util.List;

/// Who may use a remapping entry: the SVT, SQ and SID fields of a VT-d IRTE.
///
/// @param validation SVT: 0 anybody, 1 this requester, 2 a range of buses
/// @param qualifier SQ: which low bits of the requester ID do not count, 0..3
/// @param id SID, 16 bits: a requester ID, or first and last bus
public record SourceId(int validation, int qualifier, int id) {

    /// No check at all (`intremap=nosid`).
    public static final SourceId ANYBODY = new SourceId(0, 0, 0);

    private static final int[] QUALIFIER_MASKS = {0xffff, 0xfffb, 0xfff9, 0xfff8};

    /// What Linux installs for the messages of a PCI function.
    ///
    /// @param own the function's requester ID
    /// @param aliases its DMA aliases, as the kernel walks them
    ///
    /// Source: `drivers/iommu/intel/irq_remapping.c:set_msi_sid, set_msi_sid_cb`.
    public static SourceId of(RequesterId own, List<DmaAlias> aliases) {
        int onOneBus = 0;
        DmaAlias last = null;
        for (DmaAlias alias : aliases) {
            if (last == null || alias.requester().bus() == last.requester().bus()) {
                onOneBus++;
            }
            last = alias;
        }
        if (last == null) {
            return new SourceId(1, 0, own.bits());
        }
        int aliasBus = last.requester().bus();
        int deviceBus = last.reporter().at().bus();
        if (aliasBus != deviceBus) {
            return buses(aliasBus, own.bus());
        }
        if (aliases.size() >= 2 && onOneBus == aliases.size()) {
            return buses(aliasBus, aliasBus);
        }
        return new SourceId(1, 0, deviceBus == own.bus() ? own.bits() : last.requester().bits());
    }

    private static SourceId buses(int first, int last) {
        return new SourceId(2, 0, first << 8 | last);
    }

    /// Whether hardware lets this requester use the entry.
    public boolean accepts(RequesterId requester) {
        return switch (validation) {
            case 0 -> true;
            case 1 -> {
                int mask = QUALIFIER_MASKS[qualifier & 3];
                yield (requester.bits() & mask) == (id & mask);
            }
            case 2 -> requester.bus() >= id >>> 8 && requester.bus() <= (id & 0xff);
            default -> false;
        };
    }

    /// `SID 0x0100`, or the buses.
    public String text() {
        return switch (validation) {
            case 0 -> "any source";
            case 1 -> "SID 0x%04x".formatted(id);
            default -> "buses %02x..%02x".formatted(id >>> 8, id & 0xff);
        };
    }
}
