package iovatlas.atlas;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.observation.Observation;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Timeline;
import iovatlas.topology.Architecture;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One document: a machine, how it booted, what was recorded of it, what happens on it. Everything
/// on the screen is a function of this value and of where one looks.
///
/// @param title one line
/// @param notes paragraphs: what it is and what to look at
/// @param topology the machine
/// @param boot what decides answers and is in no topology
/// @param observation what was recorded, [Observation#NONE] for a drawn machine
/// @param steps what happens, in order
/// @param design id of a doorbell design chosen as a what-if (`D0`..`D21`), null for "as the
///     kernel does"
/// @param waivers problems that somebody accepted
public record Atlas(
        String title,
        List<String> notes,
        Topology topology,
        BootFacts boot,
        Observation observation,
        List<ScenarioStep> steps,
        @Nullable String design,
        List<Waiver> waivers) {

    public Atlas {
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
        waivers = List.copyOf(waivers);
    }

    /// Nothing is drawn yet: a kernel release that is given, all else follows from it.
    public static Atlas begun(KernelRelease release, Architecture architecture) {
        BootFacts boot = BootFacts.standard(release, architecture).withRelease(Fact.given(release));
        return new Atlas(
                "", List.of(), Topology.EMPTY, boot, Observation.NONE, List.of(), null, List.of());
    }

    /// Boots the machine and runs all steps. Takes as long as the steps take.
    public Timeline run() {
        return Timeline.of(topology, boot, observation, steps);
    }

    public Atlas withTitle(String value) {
        return new Atlas(value, notes, topology, boot, observation, steps, design, waivers);
    }

    public Atlas withNotes(List<String> value) {
        return new Atlas(title, value, topology, boot, observation, steps, design, waivers);
    }

    public Atlas withTopology(Topology value) {
        return new Atlas(title, notes, value, boot, observation, steps, design, waivers);
    }

    public Atlas withBoot(BootFacts value) {
        return new Atlas(title, notes, topology, value, observation, steps, design, waivers);
    }

    public Atlas withObservation(Observation value) {
        return new Atlas(title, notes, topology, boot, value, steps, design, waivers);
    }

    public Atlas withSteps(List<ScenarioStep> value) {
        return new Atlas(title, notes, topology, boot, observation, value, design, waivers);
    }

    public Atlas withDesign(@Nullable String value) {
        return new Atlas(title, notes, topology, boot, observation, steps, value, waivers);
    }

    public Atlas withWaivers(List<Waiver> value) {
        return new Atlas(title, notes, topology, boot, observation, steps, design, value);
    }
}
