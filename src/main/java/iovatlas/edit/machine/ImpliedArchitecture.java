package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.SetArchitecture;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuKind;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

/// A machine of which nobody said what it is, is what its parts say.
final class ImpliedArchitecture {
    private ImpliedArchitecture() {}

    /// The changed document with the architecture that its new parts imply, when they imply another
    /// one than before.
    static Atlas follow(Atlas before, Atlas after) {
        Provenance said = after.boot().architecture().provenance();
        Architecture implied = of(after.topology());
        boolean open = said == Provenance.RULE || said == Provenance.DEFAULT;
        return open && implied != of(before.topology())
                ? after.withBoot(
                        SetArchitecture.in(after.boot(), Fact.of(implied, Provenance.RULE)))
                : after;
    }

    private static Architecture of(Topology topology) {
        boolean x86 =
                topology.iommus().stream()
                                .anyMatch(iommu ->
                                        iommu.kind() == IommuKind.VTD
                                                || iommu.kind() == IommuKind.AMD_VI)
                        || topology.msiControllers().stream()
                                .anyMatch(MsiController.Apic.class::isInstance);
        return x86 ? Architecture.X86_64 : Architecture.ARM64;
    }
}
