package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.observation.Observation;
import iovatlas.topology.Architecture;
import iovatlas.topology.Topology;

import java.util.List;

/// The document with which somebody begins: nothing but the newest kernel. Which architecture it is
/// follows from the parts that come.
final class EmptyDocument {
    static final Atlas ATLAS =
            new Atlas(
                    "",
                    List.of(),
                    Topology.EMPTY,
                    BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64)
                            .withRelease(Fact.given(KernelRelease.V7_3))
                            .withArchitecture(Fact.of(Architecture.ARM64, Provenance.RULE)),
                    Observation.NONE,
                    List.of(),
                    null,
                    List.of());

    private EmptyDocument() {}
}
