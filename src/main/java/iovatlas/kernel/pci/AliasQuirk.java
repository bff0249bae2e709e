package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One line of the table of functions that use another devfn of their bus as requester.
///
/// Source: `drivers/pci/quirks.c:quirk_dma_func0_alias` and the fixups around it.
///
/// @param id the functions concerned
/// @param subsystem further condition, null for any
/// @param effect which devfns
/// @param since first release that has the line
record AliasQuirk(PciId id, @Nullable PciId subsystem, Effect effect, KernelRelease since) {

    /// Which devfns a function also uses.
    enum Effect {
        /// Functions 1..7 also use function 0 of their slot.
        FUNCTION_0,
        /// Every function but 1 also uses function 1 of its slot, which need not exist.
        FUNCTION_1,
        /// Device 1, function 0.
        FIXED_01_0,
        /// 10.0, 11.0 and 12.3.
        MIC_X200,
        /// Functions 0..4 of all 32 slots.
        PEX_VCA;

        /// The devfns for a function at that place.
        List<Integer> devfns(PciAddress at) {
            int slot = at.device() << 3;
            return switch (this) {
                case FUNCTION_0 -> at.function() == 0 ? List.of() : List.of(slot);
                case FUNCTION_1 -> at.function() == 1 ? List.of() : List.of(slot | 1);
                case FIXED_01_0 -> List.of(1 << 3);
                case MIC_X200 -> List.of(0x10 << 3, 0x11 << 3, 0x12 << 3 | 3);
                case PEX_VCA ->
                        IntStream.range(0, 32 * 8)
                                .filter(devfn -> (devfn & 7) < 5)
                                .boxed()
                                .toList();
            };
        }
    }

    private static final Map<PciId, List<AliasQuirk>> TABLE =
            table().stream().collect(Collectors.groupingBy(AliasQuirk::id));

    /// The lines for a function.
    static List<AliasQuirk> of(PciId id) {
        return TABLE.getOrDefault(id, List.of());
    }

    boolean matches(PciFunction function, KernelRelease release) {
        return (subsystem == null || subsystem.equals(function.identity().subsystem()))
                && release.atLeast(since);
    }

    private static List<AliasQuirk> table() {
        List<AliasQuirk> table = new ArrayList<>();
        add(table, Effect.FUNCTION_0, 0x1180, 0xe832, 0xe476);
        add(table, Effect.FUNCTION_0, 0x6766, 0x3d40, 0x3d41);
        add(
                table,
                Effect.FUNCTION_1,
                0x1b4b,
                0x9120,
                0x9123,
                0x9125,
                0x9128,
                0x9130,
                0x9170,
                0x9172,
                0x917a,
                0x9182,
                0x9183,
                0x91a0,
                0x9215,
                0x9220,
                0x9230,
                0x9235);
        add(table, Effect.FUNCTION_1, 0x1103, 0x0642, 0x0645);
        add(table, Effect.FUNCTION_1, 0x197b, 0x2392);
        add(table, Effect.FUNCTION_1, 0x1c28, 0x0122);
        PciId adaptec = new PciId(0x9005, 0x0285);
        for (int subsystem : new int[] {0x02bb, 0x02bc}) {
            PciId exact = new PciId(0x9005, subsystem);
            table.add(new AliasQuirk(adaptec, exact, Effect.FIXED_01_0, KernelRelease.V4_9));
        }
        add(table, Effect.MIC_X200, 0x8086, 0x2260, 0x2264);
        add(table, Effect.PEX_VCA, 0x8086, 0x2954, 0x2955, 0x2956, 0x2958, 0x2959, 0x295a);
        return List.copyOf(table);
    }

    private static void add(List<AliasQuirk> table, Effect effect, int vendor, int... devices) {
        for (int device : devices) {
            PciId id = new PciId(vendor, device);
            table.add(new AliasQuirk(id, null, effect, KernelRelease.V4_9));
        }
    }
}
