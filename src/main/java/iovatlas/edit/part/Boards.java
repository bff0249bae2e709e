package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.Edit;
import iovatlas.edit.SetArchitecture;
import iovatlas.topology.Architecture;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import java.util.List;

/// Whole machines, put together from the palette's own parts.
final class Boards {
    private static final ElementId ANYWHERE = new ElementId.OfDocument();

    private Boards() {}

    private record Board(String description, Architecture architecture, List<Placed> parts)
            implements Attempt {
        @Override
        public Atlas attempt(Atlas atlas) {
            if (!atlas.topology().equals(Topology.EMPTY)) {
                throw new IllegalArgumentException(
                        "A board needs an empty document; begin a new one.");
            }
            Atlas next = new SetArchitecture(architecture).apply(atlas);
            for (Placed placed : parts) {
                next = placed.part().on(placed.on()).apply(next);
            }
            return next;
        }
    }

    private record Placed(Part part, ElementId on) {}

    /// Two slots with a network card and a disk, SMMUv3 and ITS.
    static Edit armServer(Atlas atlas, Wish wish) {
        return new Board(
                "Add Arm Server",
                Architecture.ARM64,
                List.of(
                        anywhere(Part.ROOT_PORT),
                        anywhere(Part.ROOT_PORT),
                        below(Part.NIC, "00:01.0"),
                        below(Part.NVME, "00:02.0"),
                        anywhere(Part.SMMU_V3),
                        anywhere(Part.ITS),
                        anywhere(Part.CPUS)));
    }

    /// Integrated graphics, a graphics card, a network card and a disk, VT-d and APICs.
    static Edit intelDesktop(Atlas atlas, Wish wish) {
        return new Board(
                "Add Intel Desktop",
                Architecture.X86_64,
                List.of(
                        anywhere(Part.ROOT_PORT),
                        anywhere(Part.INTEGRATED),
                        anywhere(Part.ROOT_PORT),
                        anywhere(Part.ROOT_PORT),
                        below(Part.GPU, "00:01.0"),
                        below(Part.NIC, "00:03.0"),
                        below(Part.NVME, "00:04.0"),
                        anywhere(Part.VTD),
                        anywhere(Part.APIC),
                        anywhere(Part.CPUS)));
    }

    private static Placed anywhere(Part part) {
        return new Placed(part, ANYWHERE);
    }

    private static Placed below(Part part, String at) {
        return new Placed(part, new ElementId.OfFunction(PciAddress.parse(at)));
    }
}
