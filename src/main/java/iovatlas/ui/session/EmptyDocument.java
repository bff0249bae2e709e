package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Architecture;

/// The document with which somebody begins: nothing but the newest kernel. Which architecture it is
/// follows from the parts that come.
final class EmptyDocument {
    static final Atlas ATLAS = begun();

    private EmptyDocument() {}

    private static Atlas begun() {
        Atlas atlas = Atlas.begun(KernelRelease.V7_3, Architecture.ARM64);
        return atlas.withBoot(
                atlas.boot().withArchitecture(Fact.of(Architecture.ARM64, Provenance.RULE)));
    }
}
