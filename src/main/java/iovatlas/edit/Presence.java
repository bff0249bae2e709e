package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;

import java.util.HashSet;
import java.util.Set;

/// The functions that a document can speak of: those that are there, those that steps bring, and
/// the virtual functions that either can have.
public final class Presence {
    private Presence() {}

    public static Set<PciAddress> of(Atlas atlas) {
        Set<PciAddress> present = new HashSet<>();
        atlas.topology().functions().forEach(function -> add(present, function));
        for (ScenarioStep step : atlas.steps()) {
            if (step.action() instanceof Step.HotAdd added) {
                add(present, added.function());
            }
        }
        return present;
    }

    private static void add(Set<PciAddress> present, PciFunction function) {
        PciAddress at = function.at();
        present.add(at);
        SriovCapability sriov = function.capabilities().sriov();
        for (int i = 0; sriov != null && i < sriov.totalVfs(); i++) {
            present.add(PciAddress.of(at.segment(), sriov.requesterOf(at, i)));
        }
    }
}
